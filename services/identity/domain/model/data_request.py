"""What a person may ask about the data kept of them, and by when it is answered (NĐ 356/2025)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from services.identity.domain.errors import NothingToDecide, StaleVersion

ANSWER_WORKING_DAYS = 2
"""The controller answers within two working days of receipt; day 0 is the day of receipt."""


class RequestKind(StrEnum):
    """An export is given at once and needs no request."""

    CORRECTION = "CORRECTION"
    ERASURE = "ERASURE"


class RequestStatus(StrEnum):
    """Closed is closed: who is not content asks again."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    REFUSED = "refused"


class WorkingDays(Protocol):
    """Which days are worked, by the law and the dated decisions."""

    def works(self, day: date) -> bool:
        """Whether offices are open on that day."""
        ...


def due_after(at: datetime, days: int, calendar: WorkingDays, zone: ZoneInfo) -> datetime:
    """The midnight, exclusive, that ends the last of so many working days after the day of `at`."""
    day = at.astimezone(zone).date()
    while days > 0:
        day += timedelta(days=1)
        days -= calendar.works(day)
    return datetime.combine(day + timedelta(days=1), time(), zone)


@dataclass(eq=False)
class DataRequest:
    """One request of one person; `statement` is what is to be corrected, in their words."""

    id: UUID
    account_id: UUID
    kind: RequestKind
    statement: str | None
    received_at: datetime
    due_at: datetime
    status: RequestStatus = RequestStatus.OPEN
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    reason: str | None = None
    breached_at: datetime | None = None
    version: int = 1

    def require_version(self, expected: int) -> None:
        """Raises StaleVersion unless the caller saw the present version."""
        if expected != self.version:
            raise StaleVersion(expected=expected, actual=self.version)

    def decide(self, status: RequestStatus, by: UUID, reason: str | None, at: datetime) -> None:
        """Closes it; raises NothingToDecide when it is closed."""
        if self.status is not RequestStatus.OPEN:
            raise NothingToDecide(status=self.status.value)
        self.status, self.decided_by, self.reason, self.decided_at = status, by, reason, at
        self.version += 1

    def breach(self, at: datetime) -> bool:
        """Whether nobody has answered in time and nobody has been told; true once."""
        if self.status is not RequestStatus.OPEN or self.breached_at is not None or at < self.due_at:
            return False
        self.breached_at = at
        self.version += 1
        return True


@dataclass(eq=False)
class Consent:
    """What a person agreed to, when, and to which version of the text; never assumed."""

    id: UUID
    account_id: UUID
    purpose: str
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None
