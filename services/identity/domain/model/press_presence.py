"""Representative offices and resident reporters of a press agency in the province (Luật Báo chí art. 21)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from services.identity.domain.errors import AlreadyEnded, NotifiedTooLate, TooManyResidents
from services.identity.domain.model.press_agency import PressAgency

NOTICE = timedelta(days=10)
"""So long before the start the people's committee is notified (Luật Báo chí 126/2025 art. 21)."""
MOST_INDEPENDENT = 3
"""Resident reporters of a body that is not central and has no office in the province (the same article)."""


@dataclass(frozen=True)
class Notice:
    """When the newsroom notified the province, and what the notice says: from when on."""

    notified_on: date
    starts_on: date

    def __post_init__(self) -> None:
        if self.notified_on + NOTICE > self.starts_on:
            earliest = (self.notified_on + NOTICE).isoformat()
            raise NotifiedTooLate("starts_on", days=NOTICE.days, earliest=earliest)


@dataclass(eq=False)
class RepresentativeOffice:
    """An office in the province; raises NotifiedTooLate through its Notice."""

    id: UUID
    press_agency_id: UUID
    province_code: str
    address: str
    head: str
    notice: Notice
    entered_at: datetime
    ended_on: date | None = None

    def end(self, on: date) -> None:
        """Raises AlreadyEnded."""
        if self.ended_on is not None:
            raise AlreadyEnded
        self.ended_on = on


@dataclass(eq=False)
class ResidentReporter:
    """A reporter who stays in the province; `independent` when no office there is responsible for him."""

    id: UUID
    press_agency_id: UUID
    reporter_id: UUID
    province_code: str
    independent: bool
    notice: Notice
    entered_at: datetime
    ended_on: date | None = None

    @classmethod
    def post(
        cls,
        resident: Self,
        newsroom: PressAgency,
        offices: Iterable[RepresentativeOffice],
        others: Iterable[Self],
    ) -> Self:
        """The resident, unless there would be too many independent ones; raises TooManyResidents.

        `offices` and `others` are the newsroom's in this province that have not ended.
        """
        bound = not newsroom.details.central and not list(offices)
        independent = sum(1 for other in others if other.independent)
        if resident.independent and bound and independent >= MOST_INDEPENDENT:
            raise TooManyResidents("independent", most=MOST_INDEPENDENT)
        return resident

    def end(self, on: date) -> None:
        """Raises AlreadyEnded."""
        if self.ended_on is not None:
            raise AlreadyEnded
        self.ended_on = on
