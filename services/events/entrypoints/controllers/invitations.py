"""Invitations: made, read, answered, decided."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.events.application import reading
from services.events.application.commands import (
    AnswerInvitation,
    InvitePress,
    SubstituteAttendee,
)
from services.events.application.handlers import (
    answer_invitation,
    invite_press,
    substitute_attendee,
)
from services.events.application.texts import line, paragraph
from services.events.application.views import InvitationView, InvitedView, invitation_view, invited_view
from services.events.domain import errors
from services.events.entrypoints.controllers.callers import (
    NEWSROOM,
    ORGANISER,
    TEXTS,
    Caller,
    Told,
    Uow,
    Version,
    reader_of,
)
from services.events.entrypoints.schemas import (
    AnswerInvitationRequest,
    InvitePressRequest,
    SubstituteAttendeeRequest,
)
from shared.web.auth import requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfEvent = Annotated[UUID | None, QueryParameter(description="To this press event.")]
CHANGE = (
    errors.InvitationNotFound,
    errors.StaleVersion,
    errors.PressEventCancelled,
    errors.PressEventOver,
)
SEAT = (
    errors.NotYoursToAnswer,
    errors.NotAReporterOfTheNewsroom,
    errors.SameAttendee,
    errors.AttendeeHasEntered,
)


class InvitationController(Controller):
    """One invitation is one seat of one newsroom."""

    tags = ("invitations",)

    @post(
        "/press-events/{press_event_id:uuid}/invitations",
        operation_id="InvitePress",
        summary="Invite newsrooms, groups and reporters",
        guards=[ORGANISER],
        opt={
            "errors": (
                *TEXTS,
                errors.PressEventNotFound,
                errors.NotTheOrganiser,
                errors.PressEventCancelled,
                errors.PressEventOver,
                errors.NobodyInvited,
                errors.PressAgencyUnknown,
                errors.ReporterUnknown,
            )
        },
    )
    async def invite(
        self,
        request: Request[Any, Any, Any],
        press_event_id: FromPath[UUID],
        data: JSONBody[InvitePressRequest],
        principal: Caller,
        uow: Uow,
    ) -> Response[InvitedView]:
        """Whoever is invited already is passed over; groups are those of this moment."""
        command = InvitePress(
            press_event_id=press_event_id,
            actor=reader_of(principal),
            audience=data.invited.audience(),
            letter=data.letter(),
        )
        return await perform(request, uow, invite_press, command, invited_view)

    @get(
        "/invitations",
        operation_id="ListInvitations",
        summary="Invitations",
        guards=[requires()],
        opt={"errors": (errors.PressEventNotFound, errors.InvitationNotFound)},
    )
    async def page(
        self,
        principal: Caller,
        parts: Told,
        press_event_id: OfEvent = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[InvitationView]:
        """A newsroom sees its own; of one press event its organiser and those who oversee see all."""
        after = decode(cursor, UUID)
        newsroom = await reading.newsroom_to_list(press_event_id, reader_of(principal), parts.queries)
        found = await parts.queries.invitations(
            press_event_id, newsroom, after[0] if after else None, limit + 1
        )
        return page_of([invitation_view(one) for one in found], limit, lambda last: (last.id,))

    @get(
        "/invitations/{invitation_id:uuid}",
        operation_id="ReadInvitation",
        summary="Read an invitation",
        guards=[requires()],
        opt={"errors": (errors.InvitationNotFound,)},
    )
    async def one(
        self, invitation_id: FromPath[UUID], principal: Caller, parts: Told
    ) -> Response[InvitationView]:
        """For its newsroom, its organiser and those who oversee."""
        view = await reading.read_invitation(invitation_id, reader_of(principal), parts.queries)
        return Response(view, headers={"etag": etag(view.version)})

    @post(
        "/invitations/{invitation_id:uuid}/answer",
        operation_id="AnswerInvitation",
        summary="Accept or decline",
        status_code=200,
        guards=[NEWSROOM],
        opt={"errors": (*CHANGE, *SEAT, *TEXTS[:2], errors.NoAttendee, errors.ReplyDeadlinePassed)},
    )
    async def answer(
        self,
        request: Request[Any, Any, Any],
        invitation_id: FromPath[UUID],
        data: JSONBody[AnswerInvitationRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[InvitationView]:
        """Until replies are due; a reporter for himself, the newsroom's administrator for anybody there."""
        name = data.attendee_name
        command = AnswerInvitation(
            invitation_id=invitation_id,
            actor=reader_of(principal),
            answer=data.answer,
            reporter_id=data.reporter_id,
            attendee_name=None if name is None else line("attendee_name", name),
            note=None if data.note is None else paragraph("note", data.note),
            expected_version=expected_version,
        )
        return await perform(request, uow, answer_invitation, command, invitation_view, status=200)

    @post(
        "/invitations/{invitation_id:uuid}/substitute",
        operation_id="SubstituteAttendee",
        summary="Somebody else of the newsroom comes",
        status_code=200,
        guards=[NEWSROOM],
        opt={"errors": (*CHANGE, *SEAT, *TEXTS[:2], errors.InvitationNotAccepted)},
    )
    async def substitute(
        self,
        request: Request[Any, Any, Any],
        invitation_id: FromPath[UUID],
        data: JSONBody[SubstituteAttendeeRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[InvitationView]:
        """The first one's pass is void; the organiser decides anew."""
        command = SubstituteAttendee(
            invitation_id=invitation_id,
            actor=reader_of(principal),
            reporter_id=data.reporter_id,
            attendee_name=line("attendee_name", data.attendee_name),
            expected_version=expected_version,
        )
        return await perform(request, uow, substitute_attendee, command, invitation_view, status=200)
