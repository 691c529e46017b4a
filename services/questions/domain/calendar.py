"""The working calendar as data: which days are worked, in which hours, and by which decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from services.questions.domain.errors import CalendarTooShort

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DayCause(StrEnum):
    """Why a day is worked, or is not."""

    ORDINARY = "ordinary"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    MAKE_UP = "make_up"
    SHORTENED = "shortened"


@dataclass(frozen=True)
class Hours:
    """One stretch of office time within a day, local time, end exclusive."""

    start: time
    end: time


@dataclass(frozen=True)
class Season:
    """Office hours of a working day from `first` to `last`, both inclusive."""

    first: date
    last: date
    hours: tuple[Hours, ...]


@dataclass(frozen=True)
class SpecialDay:
    """What is different on one day: its cause, its name by language, the document that decided it."""

    cause: DayCause
    names: Mapping[str, str] = field(default_factory=dict)
    document: str | None = None
    hours: tuple[Hours, ...] | None = None


@dataclass(frozen=True)
class Day:
    """One day as the calendar sees it; `hours` is empty on a day off."""

    date: date
    cause: DayCause
    names: Mapping[str, str]
    document: str | None
    hours: tuple[Hours, ...]

    @property
    def works(self) -> bool:
        """Whether offices are open at all on this day."""
        return bool(self.hours)


@dataclass(frozen=True)
class Overlay:
    """What is different for one agency: its own office hours, where it has such, and days of its own."""

    seasons: tuple[Season, ...] = ()
    exceptions: Mapping[date, SpecialDay] = field(default_factory=dict)


_WORKED = {DayCause.ORDINARY, DayCause.MAKE_UP, DayCause.SHORTENED}
_PLAIN = SpecialDay(DayCause.ORDINARY)
_WEEKEND = SpecialDay(DayCause.WEEKEND)


@dataclass(frozen=True)
class WorkCalendar:
    """A version of the calendar; it answers for `first` to `last`, outside it raises CalendarTooShort."""

    version: str
    zone: tzinfo
    first: date
    last: date
    seasons: tuple[Season, ...]
    exceptions: Mapping[date, SpecialDay]
    overlays: Mapping[str, Overlay] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.version)

    @cached_property
    def _days(self) -> dict[date, Day]:
        return {}

    @cached_property
    def _by_agency(self) -> dict[str, "WorkCalendar"]:
        return {}

    def of(self, agency_id: UUID | None) -> "WorkCalendar":
        """As it holds for an agency; the province's own where the agency has no overlay."""
        key = str(agency_id)
        overlay = self.overlays.get(key)
        if overlay is None:
            return self
        if key not in self._by_agency:
            self._by_agency[key] = replace(
                self,
                version=f"{self.version}+{key}",
                seasons=overlay.seasons + self.seasons,
                exceptions={**self.exceptions, **overlay.exceptions},
                overlays={},
            )
        return self._by_agency[key]

    def covers(self, when: date) -> bool:
        """Whether the calendar answers for the day."""
        return self.first <= when <= self.last

    def day(self, when: date) -> Day:
        """What kind of day it is."""
        known = self._days.get(when)
        return known or self._days.setdefault(when, self._make(when))

    def _make(self, when: date) -> Day:
        season = next((each for each in self.seasons if each.first <= when <= each.last), None)
        if season is None or not self.covers(when):
            raise CalendarTooShort(version=self.version, day=when.isoformat())
        plain = _WEEKEND if when.weekday() >= SATURDAY else _PLAIN
        found = self.exceptions.get(when, plain)
        hours = (found.hours or season.hours) if found.cause in _WORKED else ()
        return Day(when, found.cause, found.names, found.document, hours)

    def days_from(self, when: date) -> Iterator[Day]:
        """The days from `when` on, it included."""
        while True:
            yield self.day(when)
            when += ONE_DAY

    def local_date(self, instant: datetime) -> date:
        """The date on the wall in the province, wherever the server stands."""
        return instant.astimezone(self.zone).date()

    def midnight(self, when: date) -> datetime:
        """00:00 local at the beginning of `when`."""
        return datetime.combine(when, time.min, self.zone)

    @cached_property
    def _spans(self) -> dict[date, tuple[tuple[datetime, datetime], ...]]:
        return {}

    def office_spans(self, when: date) -> tuple[tuple[datetime, datetime], ...]:
        """The office time of a day as instants, in order."""
        known = self._spans.get(when)
        if known is None:
            combine, zone = datetime.combine, self.zone
            known = tuple(
                (combine(when, hours.start, zone), combine(when, hours.end, zone))
                for hours in self.day(when).hours
            )
            self._spans[when] = known
        return known
