"""Pages for people: the e-invitation with its calendar file, and the press pass with its code."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from services.events.adapters.calendar import calendar_of
from services.events.adapters.qr_code import qr_code
from services.events.application import reading
from services.events.domain import errors
from services.events.domain.errors import DomainError
from services.events.domain.model import PassStatus
from services.events.entrypoints.controllers.callers import Key, Told, Visitor, reader_of
from services.events.entrypoints.pages.answers import Chosen, page, refused
from services.events.entrypoints.parts import Parts
from shared.web.auth import Principal, public
from shared.web.errors import language_of


class PageController(Controller):
    """HTML in Vietnamese and English; without the key of the link, for those who may see it by session."""

    tags = ("pages",)

    @get(
        "/invitations/{invitation_id:uuid}/page",
        operation_id="ShowInvitation",
        summary="The e-invitation",
        media_type="text/html",
        include_in_schema=False,
        guards=[public],
        opt={"errors": (errors.InvitationNotFound,)},
    )
    async def invitation(
        self,
        request: Request[Any, Any, Any],
        invitation_id: FromPath[UUID],
        visitor: Visitor,
        parts: Told,
        key: Key = None,
        lang: Chosen = None,
    ) -> Response[str]:
        """What the notice says, what comes along, and how the answer stands."""
        language = lang or language_of(request)
        reader = reader_of(visitor)
        try:
            invitation, event = await reading.find_invitation(invitation_id, reader, key, parts.queries)
        except DomainError as error:
            return refused(error, request, visitor, language)
        values = {"invitation": invitation, "event": event, "query": _query(key)}
        return page("invitation.html", request, language, **values)

    @get(
        "/invitations/{invitation_id:uuid}/press-event.ics",
        operation_id="ReadCalendarFile",
        summary="The press event for a calendar",
        media_type="text/calendar",
        guards=[public],
        opt={"errors": (errors.InvitationNotFound,)},
    )
    async def calendar(
        self, invitation_id: FromPath[UUID], visitor: Visitor, parts: Told, key: Key = None
    ) -> Response[bytes]:
        """A move or a cancellation has the same UID and a higher SEQUENCE."""
        reader = reader_of(visitor)
        invitation, event = await reading.find_invitation(invitation_id, reader, key, parts.queries)
        address = parts.address(f"/invitations/{invitation.id}/page") + _query(key)
        organiser = f"{parts.settings.public_url.rstrip('/')}/identity/v1/agencies/{event.agency_id}"
        headers = {"content-disposition": 'attachment; filename="press-event.ics"'}
        content = calendar_of(event, address, organiser)
        return Response(content, media_type="text/calendar", headers=headers)

    @get(
        "/passes/{pass_id:uuid}/page",
        operation_id="ShowPass",
        summary="The press pass on a phone",
        media_type="text/html",
        include_in_schema=False,
        guards=[public],
        opt={"errors": (errors.PassNotFound,)},
    )
    async def press_pass(
        self,
        request: Request[Any, Any, Any],
        pass_id: FromPath[UUID],
        visitor: Visitor,
        parts: Told,
        key: Key = None,
        lang: Chosen = None,
    ) -> Response[str]:
        """Always with the code of today's times."""
        language = lang or language_of(request)
        try:
            found, event = await reading.find_pass(pass_id, reader_of(visitor), key, parts.queries)
        except DomainError as error:
            return refused(error, request, visitor, language)
        state = found.state
        values = {"state": state, "status": state.status.name.lower(), "event": event, "query": _query(key)}
        return page("pass.html", request, language, **values)

    @get(
        "/passes/{pass_id:uuid}/qr.svg",
        operation_id="ReadPassCode",
        summary="The QR code of a press pass",
        media_type="image/svg+xml",
        guards=[public],
        opt={"errors": (errors.PassNotFound,)},
    )
    async def code(
        self, pass_id: FromPath[UUID], visitor: Visitor, parts: Told, key: Key = None
    ) -> Response[bytes]:
        """Of any size; a void pass has none."""
        token = await _token(pass_id, visitor, parts, key)
        return Response(qr_code(token, "svg"), media_type="image/svg+xml")

    @get(
        "/passes/{pass_id:uuid}/qr.png",
        operation_id="ReadPassPicture",
        summary="The QR code of a press pass, to be kept as a picture",
        media_type="image/png",
        guards=[public],
        opt={"errors": (errors.PassNotFound,)},
    )
    async def picture(
        self, pass_id: FromPath[UUID], visitor: Visitor, parts: Told, key: Key = None
    ) -> Response[bytes]:
        """520 dots a side; a void pass has none."""
        token = await _token(pass_id, visitor, parts, key)
        return Response(qr_code(token, "png"), media_type="image/png")


async def _token(pass_id: UUID, visitor: Principal | None, parts: Parts, key: str | None) -> str:
    found, _ = await reading.find_pass(pass_id, reader_of(visitor), key, parts.queries)
    if found.state.status is not PassStatus.VALID:
        raise errors.PassNotFound
    return parts.keys.seal(found.state.claims.packed())


def _query(key: str | None) -> str:
    return "" if key is None else f"?key={quote(key)}"
