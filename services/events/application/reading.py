"""Reading, with the rule of who may: domain/visibility.py."""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.events.application.ports import Seal
from services.events.application.views import (
    InvitationView,
    NewsroomView,
    PassView,
    PressEventSummary,
    PressEventView,
    ScanView,
    invitation_view,
    pass_view,
    press_event_view,
)
from services.events.domain.errors import (
    InvitationNotFound,
    PassNotFound,
    PressEventNotFound,
)
from services.events.domain.model import Invitation, PassState, PressEvent, PressEventStatus
from services.events.domain.visibility import Reader


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What to list."""

    agency_id: UUID | None = None
    status: PressEventStatus | None = None
    ends_after: datetime | None = None


class KeyedPass(msgspec.Struct, frozen=True):
    """A pass with the key that opens its page."""

    state: PassState
    key: str


class Counts(msgspec.Struct, frozen=True):
    """Of one press event."""

    passes: int
    entered: int
    conflicts: int


class Reads(Protocol):
    """What the adapters read."""

    async def press_event(self, press_event_id: UUID) -> PressEvent | None:
        """One press event."""

    async def press_events(
        self, wanted: EventFilter, after: tuple[datetime, UUID] | None, limit: int
    ) -> Sequence[PressEventSummary]:
        """Some."""

    async def invited(self, press_event_id: UUID) -> Sequence[NewsroomView]:
        """The invited press agencies."""

    async def invitation(self, invitation_id: UUID) -> tuple[Invitation, PressEvent] | None:
        """An invitation with its press event."""

    async def keyed_pass(self, pass_id: UUID) -> KeyedPass | None:
        """A pass."""

    async def passes(self, press_event_id: UUID) -> Sequence[PassState]:
        """Every pass of a press event."""

    async def scans(
        self, press_event_id: UUID, outcome: str | None, before: int | None, limit: int
    ) -> Sequence[tuple[int, ScanView]]:
        """Some scans."""


async def find_press_event(press_event_id: UUID, reads: Reads) -> PressEvent:
    """Raises PressEventNotFound."""
    found = await reads.press_event(press_event_id)
    if found is None:
        raise PressEventNotFound
    return found


async def read_press_event(press_event_id: UUID, reader: Reader, reads: Reads) -> PressEventView:
    """The notice; with the invited press agencies for those who may see all invitations."""
    found = await find_press_event(press_event_id, reads)
    invited = await reads.invited(found.id) if reader.sees_all_of(found.agency_id) else None
    return press_event_view(found, invited)


async def find_invitation(
    invitation_id: UUID, reader: Reader, key: str | None, reads: Reads
) -> tuple[Invitation, PressEvent]:
    """By who asks, or by the key of the link; raises InvitationNotFound."""
    found = await reads.invitation(invitation_id)
    if found is None:
        raise InvitationNotFound
    invitation, press_event = found
    if not _opens(key, invitation.key) and not reader.sees_of(
        press_event.agency_id, invitation.press_agency_id
    ):
        raise InvitationNotFound
    return invitation, press_event


async def read_invitation(invitation_id: UUID, reader: Reader, reads: Reads) -> InvitationView:
    """Raises InvitationNotFound."""
    invitation, _ = await find_invitation(invitation_id, reader, None, reads)
    return invitation_view(invitation)


async def find_pass(
    pass_id: UUID, reader: Reader, key: str | None, reads: Reads
) -> tuple[KeyedPass, PressEvent]:
    """By who asks, or by the key of the link; raises PassNotFound."""
    found = await reads.keyed_pass(pass_id)
    if found is None:
        raise PassNotFound
    own = found.state.press_pass
    press_event = await find_press_event(own.press_event_id, reads)
    if not _opens(key, found.key) and not reader.sees_of(press_event.agency_id, own.press_agency_id):
        raise PassNotFound
    return found, press_event


async def read_pass(pass_id: UUID, reader: Reader, reads: Reads, seal: Seal) -> PassView:
    """With its code; raises PassNotFound."""
    found, _ = await find_pass(pass_id, reader, None, reads)
    return pass_view(found.state, seal.seal(found.state.claims.packed()), found.key)


def _opens(given: str | None, key: str) -> bool:
    return given is not None and hmac.compare_digest(given.encode(), key.encode())


async def newsroom_to_list(press_event_id: UUID | None, reader: Reader, reads: Reads) -> UUID | None:
    """Whose invitations the reader may list, None for everybody's; raises InvitationNotFound for no one's."""
    if press_event_id is not None:
        found = await find_press_event(press_event_id, reads)
        if reader.sees_all_of(found.agency_id):
            return None
    elif reader.oversees:
        return None
    if reader.newsroom is None:
        raise InvitationNotFound
    return reader.newsroom
