"""A press event: announced with its notice, perhaps moved, perhaps cancelled (NĐ 237/2026/NĐ-CP art. 22)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.events.domain.errors import (
    InvalidTimes,
    NothingChanges,
    NoticeTooShort,
    NotTheOrganiser,
    PressEventCancelled,
    PressEventOver,
    StaleVersion,
)
from services.events.domain.model.material import Material
from services.events.domain.model.standing import Organiser

NOTICE = timedelta(hours=24)
"""Between the notice of anybody but the province's committee and the start."""
LONGEST = timedelta(days=3)


class PressEventKind(StrEnum):
    """What it is; the notice ahead is asked of each, so that no name goes round it."""

    CONFERENCE = "conference"
    BRIEFING = "briefing"
    VISIT = "visit"


class PressEventStatus(StrEnum):
    """Whether it takes place."""

    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Slot:
    """When and where, and until when newsrooms may reply; raises InvalidTimes."""

    starts_at: datetime
    ends_at: datetime
    place: str
    reply_until: datetime

    def __post_init__(self) -> None:
        if not self.starts_at < self.ends_at <= self.starts_at + LONGEST:
            raise InvalidTimes(field="ends_at")
        if self.reply_until > self.starts_at:
            raise InvalidTimes(field="reply_until")

    def require_notice(self, organiser: Organiser, now: datetime) -> None:
        """Raises InvalidTimes for the past, NoticeTooShort for a body that is not the committee."""
        if self.starts_at <= now:
            raise InvalidTimes(field="starts_at")
        if not organiser.is_the_committee and self.starts_at - now < NOTICE:
            raise NoticeTooShort(field="starts_at", hours=24, earliest=(now + NOTICE).isoformat())


@dataclass(frozen=True)
class Notice:
    """The items of the notice beside time, place and the invited: content, chair, lawful grounds."""

    kind: PressEventKind
    title: str
    content: str
    chair: str
    documents: tuple[Material, ...]


@dataclass(eq=False)
class PressEvent:
    """`version` counts announcement, moves and cancellation; `passes_issued` numbers the status list."""

    id: UUID
    agency_id: UUID
    organiser_name: str
    kind: PressEventKind
    title: str
    content: str
    chair: str
    documents: tuple[Material, ...]
    starts_at: datetime
    ends_at: datetime
    place: str
    reply_until: datetime
    announced_at: datetime
    changed_at: datetime
    status: PressEventStatus = PressEventStatus.ANNOUNCED
    cancel_reason: str | None = None
    passes_issued: int = 0
    version: int = 1

    @classmethod
    def announce(
        cls, press_event_id: UUID, organiser: Organiser, notice: Notice, slot: Slot, now: datetime
    ) -> Self:
        """A new press event; raises InvalidTimes or NoticeTooShort."""
        slot.require_notice(organiser, now)
        return cls(
            id=press_event_id,
            agency_id=organiser.agency_id,
            organiser_name=organiser.name,
            kind=notice.kind,
            title=notice.title,
            content=notice.content,
            chair=notice.chair,
            documents=notice.documents,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            place=slot.place,
            reply_until=slot.reply_until,
            announced_at=now,
            changed_at=now,
        )

    @property
    def sequence(self) -> int:
        """How often the notice has changed (RFC 5545 section 3.8.7.4)."""
        return self.version - 1

    def expect(self, version: int) -> None:
        """Raises StaleVersion unless the caller has read this version."""
        if version != self.version:
            raise StaleVersion

    def require_organiser(self, agency_id: UUID | None) -> None:
        """Raises NotTheOrganiser for everybody else."""
        if agency_id is None or agency_id != self.agency_id:
            raise NotTheOrganiser

    def require_open(self, now: datetime) -> None:
        """Raises PressEventCancelled or PressEventOver."""
        if self.status is PressEventStatus.CANCELLED:
            raise PressEventCancelled
        if now >= self.ends_at:
            raise PressEventOver

    def reschedule(self, slot: Slot, organiser: Organiser, now: datetime) -> None:
        """Another time or place; another start needs notice as the first one did."""
        self.require_open(now)
        if slot == Slot(self.starts_at, self.ends_at, self.place, self.reply_until):
            raise NothingChanges
        if slot.starts_at != self.starts_at:
            slot.require_notice(organiser, now)
        self.starts_at, self.ends_at, self.place = slot.starts_at, slot.ends_at, slot.place
        self.reply_until = slot.reply_until
        self._changed(now)

    def cancel(self, reason: str, now: datetime) -> None:
        """It does not take place; every pass is void from here on."""
        self.require_open(now)
        self.status, self.cancel_reason = PressEventStatus.CANCELLED, reason
        self._changed(now)

    def number_a_pass(self) -> int:
        """The place of the next pass in the status list, from 0."""
        self.passes_issued += 1
        return self.passes_issued - 1

    def _changed(self, now: datetime) -> None:
        self.changed_at = now
        self.version += 1
