"""Facts about press events: announced, answered by newsrooms, passes issued and redeemed at the door."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.metrics.domain.model.merging import Whole, latest


@dataclass(frozen=True, slots=True)
class Notice:
    """Who invites, and for when; a new date is a new notice."""

    version: int
    agency_id: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The press event will not take place."""

    version: int
    cancelled_at: datetime


@dataclass(frozen=True, slots=True)
class PressEventFacts:
    """What is known of one press event; without a notice it waits and is in no figure."""

    id: UUID
    notice: Notice | None = None
    cancellation: Cancellation | None = None

    def merge(self, other: "PressEventFacts") -> "PressEventFacts":
        """What both know together."""
        return PressEventFacts(
            self.id, latest(self.notice, other.notice), latest(self.cancellation, other.cancellation)
        )


@dataclass(frozen=True, slots=True)
class InvitationFacts(Whole):
    """A newsroom's answer to its invitation; the last one counts."""

    id: UUID
    version: int
    press_event_id: UUID
    press_agency_id: UUID
    accepted: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """Which newsroom's pass it is, and for which press event; of the reporter nothing is kept."""

    version: int
    press_event_id: UUID
    press_agency_id: UUID
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Revocation:
    """The pass opens no door any more."""

    version: int
    revoked_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Its holder has come in, by the time of the scan."""

    version: int
    checked_in_at: datetime


@dataclass(frozen=True, slots=True)
class PassFacts:
    """What is known of one press pass; without its issue it waits and is in no figure."""

    id: UUID
    admission: Admission | None = None
    revocation: Revocation | None = None
    entry: Entry | None = None

    def merge(self, other: "PassFacts") -> "PassFacts":
        """What both know together."""
        return PassFacts(
            self.id,
            latest(self.admission, other.admission),
            latest(self.revocation, other.revocation),
            latest(self.entry, other.entry),
        )
