"""Press events: announced, found, moved, cancelled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.events.application import reading
from services.events.application.commands import (
    AnnouncePressEvent,
    CancelPressEvent,
    ReschedulePressEvent,
)
from services.events.application.handlers import (
    announce_press_event,
    cancel_press_event,
    reschedule_press_event,
)
from services.events.application.reading import EventFilter
from services.events.application.texts import paragraph
from services.events.application.views import (
    Invited,
    NewsroomView,
    PressEventSummary,
    PressEventView,
    press_event_view,
)
from services.events.domain import errors
from services.events.domain.model import PressEvent, PressEventStatus
from services.events.entrypoints.controllers.callers import (
    ORGANISER,
    TEXTS,
    Caller,
    Told,
    Uow,
    Version,
    reader_of,
)
from services.events.entrypoints.schemas import (
    AnnouncePressEventRequest,
    CancelPressEventRequest,
    SlotRequest,
)
from shared.ids import uuid7
from shared.web.auth import requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

OfAgency = Annotated[UUID | None, QueryParameter(description="Of this organiser.")]
OfStatus = Annotated[PressEventStatus | None, QueryParameter(description="Announced or cancelled.")]
Upcoming = Annotated[bool, QueryParameter(description="Only those that have not ended.")]
CHANGE = (
    errors.PressEventNotFound,
    errors.NotTheOrganiser,
    errors.StaleVersion,
    errors.PressEventCancelled,
    errors.PressEventOver,
)
TIMES = (errors.InvalidTimes, errors.NoticeTooShort, errors.AgencyUnknown)


class PressEventController(Controller):
    """Notices of press events (NĐ 237/2026/NĐ-CP article 22)."""

    path = "/press-events"
    tags = ("press events",)

    @post(
        operation_id="AnnouncePressEvent",
        summary="Announce a press event",
        guards=[ORGANISER],
        opt={
            "errors": (
                *TIMES,
                *TEXTS,
                errors.NotTheOrganiser,
                errors.NobodyInvited,
                errors.PressAgencyUnknown,
                errors.ReporterUnknown,
            )
        },
    )
    async def announce(
        self, request: Request[Any, Any, Any], data: JSONBody[AnnouncePressEventRequest], principal: Caller,
        uow: Uow,
    ) -> Response[PressEventView]:  # fmt: skip
        """With its six items; a body other than the province's committee announces 24 hours ahead."""
        command = AnnouncePressEvent(
            press_event_id=uuid7(),
            actor=reader_of(principal),
            notice=data.notice(),
            slot=data.when.slot(),
            audience=data.invited.audience(),
            letter=data.letter(),
        )
        return await perform(request, uow, announce_press_event, command, _announced, headers=_location)

    @get(operation_id="ListPressEvents", summary="Press events, the latest first", guards=[requires()])
    async def page(
        self,
        parts: Told,
        agency_id: OfAgency = None,
        status: OfStatus = None,
        upcoming: Upcoming = False,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[PressEventSummary]:
        """For everybody who has signed in."""
        ends_after = parts.clock.now() if upcoming else None
        wanted = EventFilter(agency_id=agency_id, status=status, ends_after=ends_after)
        after = decode(cursor, datetime, UUID)
        found = await parts.queries.press_events(wanted, (after[0], after[1]) if after else None, limit + 1)
        return page_of(list(found), limit, lambda last: (last.starts_at, last.id))

    @get(
        "/{press_event_id:uuid}",
        operation_id="ReadPressEvent",
        summary="Read the notice",
        guards=[requires()],
        opt={"errors": (errors.PressEventNotFound,)},
    )
    async def one(
        self, press_event_id: FromPath[UUID], principal: Caller, parts: Told
    ) -> Response[PressEventView]:
        """The invited press agencies are shown to the organiser and to those who oversee."""
        view = await reading.read_press_event(press_event_id, reader_of(principal), parts.queries)
        return Response(view, headers={"etag": etag(view.version)})

    @post(
        "/{press_event_id:uuid}/schedule",
        operation_id="ReschedulePressEvent",
        summary="Move a press event",
        status_code=200,
        guards=[ORGANISER],
        opt={"errors": (*CHANGE, *TIMES, *TEXTS[:2], errors.NothingChanges)},
    )
    async def reschedule(
        self,
        request: Request[Any, Any, Any],
        press_event_id: FromPath[UUID],
        data: JSONBody[SlotRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[PressEventView]:
        """Another start needs notice again; passes stay, with new codes."""
        command = ReschedulePressEvent(
            press_event_id=press_event_id,
            actor=reader_of(principal),
            slot=data.slot(),
            expected_version=expected_version,
        )
        return await perform(request, uow, reschedule_press_event, command, _changed, status=200)

    @post(
        "/{press_event_id:uuid}/cancellation",
        operation_id="CancelPressEvent",
        summary="Cancel a press event",
        status_code=200,
        guards=[ORGANISER],
        opt={"errors": (*CHANGE, *TEXTS[:2])},
    )
    async def cancel(
        self,
        request: Request[Any, Any, Any],
        press_event_id: FromPath[UUID],
        data: JSONBody[CancelPressEventRequest],
        principal: Caller,
        expected_version: Version,
        uow: Uow,
    ) -> Response[PressEventView]:
        """Its passes are void at once."""
        command = CancelPressEvent(
            press_event_id=press_event_id,
            actor=reader_of(principal),
            reason=paragraph("reason", data.reason),
            expected_version=expected_version,
        )
        return await perform(request, uow, cancel_press_event, command, _changed, status=200)


def _announced(done: Invited) -> PressEventView:
    names = {one.press_agency_id: one.newsroom for one in done.invitations}
    newsrooms = (NewsroomView(press_agency_id=id_, name=name) for id_, name in names.items())
    return press_event_view(done.press_event, newsrooms)


def _changed(press_event: PressEvent) -> PressEventView:
    return press_event_view(press_event, None)


def _location(view: PressEventView) -> Mapping[str, str]:
    return {"location": f"/events/v1/press-events/{view.id}"}
