"""What a door reads: the signed status list, the passes it may meet, the record of its scans."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.events.application.ports import Seal
from services.events.application.reading import Reads, find_press_event
from services.events.application.views import DoorPass
from services.events.domain.errors import NotTheOrganiser
from services.events.domain.model import PassState, PassStatus, PressEvent
from services.events.domain.model.status_list import BITS, packed
from services.events.domain.visibility import Reader

LIST_LIFE = timedelta(hours=12)
"""After this a status list is no longer worth anything (`exp`); doors warn much earlier."""
LIST_REFRESH_SECONDS = 30
"""How often a door that is online asks again (`ttl`)."""


async def read_status_list(
    press_event: PressEvent, reads: Reads, seal: Seal, *, address: str, now: datetime
) -> str:
    """The signed list of one press event, as it is at this moment."""
    return _status_list(press_event, await reads.passes(press_event.id), address, now, seal)


async def read_door(
    press_event: PressEvent, reader: Reader, reads: Reads, seal: Seal, *, address: str, now: datetime
) -> tuple[str, tuple[DoorPass, ...]]:
    """The signed list with the passes that a door may meet; raises NotYourDoor."""
    reader.require_door(press_event)
    states = await reads.passes(press_event.id)
    return _status_list(press_event, states, address, now, seal), tuple(map(_door_pass, states))


async def require_overview(press_event_id: UUID, reader: Reader, reads: Reads) -> PressEvent:
    """The press event, for its organiser, its door and those who oversee; raises NotTheOrganiser."""
    found = await find_press_event(press_event_id, reads)
    at_the_door = "door_officer" in reader.roles and reader.agency_id in (None, found.agency_id)
    if not reader.sees_all_of(found.agency_id) and not at_the_door:
        raise NotTheOrganiser
    return found


def _status_list(
    press_event: PressEvent, states: Sequence[PassState], address: str, now: datetime, seal: Seal
) -> str:
    statuses: dict[int, PassStatus] = {one.press_pass.list_index: one.status for one in states}
    return seal.status_list(
        {
            "sub": address,
            "iat": int(now.timestamp()),
            "exp": int((now + LIST_LIFE).timestamp()),
            "ttl": LIST_REFRESH_SECONDS,
            "status_list": {"bits": BITS, "lst": packed(statuses, press_event.passes_issued)},
        }
    )


def _door_pass(state: PassState) -> DoorPass:
    own, entry = state.press_pass, state.entry
    return DoorPass(
        pass_id=own.id,
        list_index=own.list_index,
        holder_name=own.holder_name,
        newsroom=own.newsroom,
        entered_at=entry.at if entry else None,
        gate=entry.gate if entry else None,
    )
