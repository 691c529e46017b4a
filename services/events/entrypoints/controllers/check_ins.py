"""Check-ins at the doors, and their record."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from services.events.application import door, reading
from services.events.application.commands import CheckIn
from services.events.application.handlers import check_in
from services.events.application.texts import line
from services.events.application.views import (
    CheckInPage,
    DoorList,
)
from services.events.domain import errors
from services.events.domain.errors import DENIALS
from services.events.entrypoints.controllers.callers import (
    DOOR,
    Caller,
    Told,
    Uow,
    reader_of,
)
from services.events.entrypoints.denials import answer_to
from services.events.entrypoints.schemas import CheckInRequest
from shared.persistence import UniqueViolation
from shared.web import session
from shared.web.auth import requires
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, decode, encode

OfOutcome = Annotated[
    Literal["admitted", "denied", "conflict"] | None,
    QueryParameter(description="`conflict`: let in offline, and should not have been."),
]
TRIES = 4
"""Each try but the last may meet another door that was first, or the same scan sent twice at once."""


class CheckInController(Controller):
    """Scans, each recorded once."""

    tags = ("doors",)

    @post(
        "/check-ins",
        operation_id="CheckIn",
        summary="Check a press pass in",
        guards=[DOOR],
        opt={
            "errors": (
                *DENIALS,
                errors.PressEventNotFound,
                errors.NotYourDoor,
                errors.ScanFromTheFuture,
                errors.InvalidText,
                errors.EmptyText,
            )
        },
    )
    async def redeem(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[CheckInRequest],
        principal: Caller,
        uow: Uow,
        parts: Told,
    ) -> Response[Any]:
        """201 opens the door; anything else keeps it shut and says why.

        The nonce is the key under which the scan may be sent again: the answer is the same.
        A scan that happened offline is always recorded; what should not have been is a `conflict`.
        """
        command = CheckIn(
            actor=reader_of(principal),
            press_event_id=data.press_event_id,
            token=data.token,
            nonce=data.nonce,
            gate=line("gate", data.gate),
            scanned_at=data.scanned_at,
            offline=data.offline,
        )
        for left in reversed(range(TRIES)):
            try:
                return answer_to(request, await check_in(command, uow, parts.keys))
            except UniqueViolation:
                if not left:
                    raise
        raise AssertionError("the last try answers or raises")

    @get(
        "/press-events/{press_event_id:uuid}/door-list",
        operation_id="ReadDoorList",
        summary="What a door needs without the network",
        guards=[DOOR],
        opt={"errors": (errors.PressEventNotFound, errors.NotYourDoor)},
    )
    async def door_list(
        self, request: Request[Any, Any, Any], press_event_id: FromPath[UUID], principal: Caller, parts: Told
    ) -> DoorList:
        """Keys, signed status list, whom to expect and who is inside."""
        now = parts.clock.now()
        found = await reading.find_press_event(press_event_id, parts.queries)
        address = parts.status_list_address(press_event_id)
        token, passes = await door.read_door(
            found, reader_of(principal), parts.queries, parts.keys, address=address, now=now
        )
        sent, from_cookie = session.credentials(request.scope["headers"])
        return DoorList(
            press_event_id=found.id,
            title=found.title,
            place=found.place,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            status=found.status.value,
            made_at=now,
            keys=parts.keys.public(),
            status_list=token,
            passes=passes,
            csrf_token=session.csrf_token(sent) if sent and from_cookie else None,
        )

    @get(
        "/press-events/{press_event_id:uuid}/check-ins",
        operation_id="ListCheckIns",
        summary="Scans, newest first",
        guards=[requires()],
        opt={"errors": (errors.PressEventNotFound, errors.NotTheOrganiser)},
    )
    async def page(
        self,
        press_event_id: FromPath[UUID],
        principal: Caller,
        parts: Told,
        outcome: OfOutcome = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> CheckInPage:
        """For the organiser, the door and those who oversee; conflicts are asked for by `outcome`."""
        await door.require_overview(press_event_id, reader_of(principal), parts.queries)
        before = decode(cursor, int)
        rows = await parts.queries.scans(press_event_id, outcome, before[0] if before else None, limit + 1)
        counts = await parts.queries.counts(press_event_id)
        shown = rows[:limit]
        return CheckInPage(
            passes=counts.passes,
            entered=counts.entered,
            conflicts=counts.conflicts,
            items=tuple(view for _, view in shown),
            next_cursor=encode(shown[-1][0]) if len(rows) > limit else None,
        )
