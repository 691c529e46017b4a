"""Press passes: read, taken back; keys and status lists for whoever checks them."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody

from services.events.application import door, reading
from services.events.application.commands import RevokePass
from services.events.application.handlers import revoke_pass
from services.events.application.texts import paragraph
from services.events.application.views import PassView, pass_view
from services.events.domain import errors
from services.events.domain.model import PassState
from services.events.entrypoints.controllers.callers import (
    ORGANISER,
    TEXTS,
    Caller,
    Told,
    Uow,
    Version,
    reader_of,
)
from services.events.entrypoints.schemas import RevokePassRequest
from shared.web.auth import public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform

STATUS_LIST = "application/statuslist+jwt"


class KeySet(msgspec.Struct, frozen=True):
    """A JWK set (RFC 7517)."""

    keys: list[dict[str, Any]]


class PassController(Controller):
    """Passes and what others need to check them."""

    tags = ("press passes",)

    @get(
        "/passes/{pass_id:uuid}",
        operation_id="ReadPass",
        summary="Read a press pass",
        guards=[requires()],
        opt={"errors": (errors.PassNotFound,)},
    )
    async def one(self, pass_id: FromPath[UUID], principal: Caller, parts: Told) -> Response[PassView]:
        """With its code, for its newsroom, its organiser and those who oversee."""
        view = await reading.read_pass(pass_id, reader_of(principal), parts.queries, parts.keys)
        return Response(view, headers={"etag": etag(view.version)})

    @post(
        "/passes/{pass_id:uuid}/revocation",
        operation_id="RevokePass",
        summary="Take a press pass back",
        status_code=200,
        guards=[ORGANISER],
        opt={
            "errors": (
                errors.PassNotFound,
                errors.NotTheOrganiser,
                errors.StaleVersion,
                errors.PassAlreadyRevoked,
                *TEXTS[:2],
            )
        },
    )
    async def revoke(
        self,
        request: Request[Any, Any, Any],
        pass_id: FromPath[UUID],
        data: JSONBody[RevokePassRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
        parts: Told,
    ) -> Response[PassView]:
        """At once; doors that are offline learn it with their next list."""
        reader = reader_of(principal)
        command = RevokePass(
            pass_id=pass_id,
            actor=reader,
            reason=paragraph("reason", data.reason),
            expected_version=expected_version,
        )

        async def present(state: PassState) -> PassView:
            found, _ = await reading.find_pass(pass_id, reader, None, parts.queries)
            return pass_view(state, parts.keys.seal(state.claims.packed()), found.key)

        return await perform(request, uow, revoke_pass, command, present, status=200)

    @get("/jwks.json", operation_id="ReadPassKeys", summary="Keys that sign passes", guards=[public])
    async def keys(self, parts: Told) -> Response[KeySet]:
        """The first one signs today; codes signed by the others are accepted."""
        found = KeySet(parts.keys.public())
        return Response(found, headers={"cache-control": "public, max-age=300"})

    @get(
        "/press-events/{press_event_id:uuid}/status-list",
        operation_id="ReadStatusList",
        summary="Which passes are void",
        guards=[public],
        media_type=STATUS_LIST,
        opt={"errors": (errors.PressEventNotFound,)},
    )
    async def status_list(self, press_event_id: FromPath[UUID], parts: Told) -> Response[str]:
        """Two bits a pass, signed (IETF Token Status List); names nobody, so everybody may have it."""
        press_event = await reading.find_press_event(press_event_id, parts.queries)
        address = parts.status_list_address(press_event_id)
        token = await door.read_status_list(
            press_event, parts.queries, parts.keys, address=address, now=parts.clock.now()
        )
        return Response(token, media_type=STATUS_LIST, headers={"cache-control": "public, max-age=5"})
