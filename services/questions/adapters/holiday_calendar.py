"""A calendar from its sources: public holidays of the package `holidays`, dated decisions, office hours."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import groupby
from typing import Literal, Self
from uuid import UUID

import holidays
import msgspec

from services.questions.adapters.calendars import version_of
from services.questions.adapters.rulebook import CalendarDocument
from services.questions.domain.calendar import ONE_DAY, DayCause, Hours, Overlay, Season, SpecialDay

_LANGUAGES = {"vi": "vi", "en": "en_US"}
_CAUSES = {"OFF": DayCause.DAY_OFF, "WORK": DayCause.MAKE_UP, "SHORTENED": DayCause.SHORTENED}


class SpanSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of office time; `end` is exclusive."""

    start: time
    end: time


class OverrideSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision about one day, which goes before the package; SHORTENED needs hours."""

    day: date
    kind: Literal["OFF", "WORK", "SHORTENED"]
    document: str
    names: dict[str, str]
    hours: tuple[SpanSource, ...] | None = None

    def __post_init__(self) -> None:
        if self.kind == "SHORTENED" and not self.hours:
            raise ValueError("a shortened day says its hours")

    def special(self) -> SpecialDay:
        """As a calendar holds it."""
        hours = _spans(self.hours) if self.hours else None
        return SpecialDay(_CAUSES[self.kind], self.names, self.document, hours)


class OfficeHoursSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Office hours in some months of the year, from one date to another, both inclusive."""

    valid_from: date
    valid_to: date | None = None
    months: tuple[int, ...] = tuple(range(1, 13))
    hours: tuple[SpanSource, ...]
    document: str

    def applies(self, day: date) -> bool:
        """Whether this row rules the day."""
        in_force = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_force and day.month in self.months


class OverlaySource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is different for one agency: office hours of its own, and decisions about days."""

    agency_id: UUID
    office_hours: tuple[OfficeHoursSource, ...] = ()
    overrides: tuple[OverrideSource, ...] = ()

    def overlay(self, first: date, last: date) -> Overlay:
        """As the domain holds it; where it has no hours of its own the province's hold."""
        days = {one.day: one.special() for one in self.overrides if first <= one.day <= last}
        return Overlay(tuple(_seasons(self.office_hours, first, last)), days)


class CalendarSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that an operator loads; the later of two rows of office hours for one day wins."""

    name: str
    zone: str
    country: str
    first: date
    last: date
    office_hours: tuple[OfficeHoursSource, ...]
    overrides: tuple[OverrideSource, ...] = ()
    overlays: tuple[OverlaySource, ...] = ()

    def compiled(self) -> tuple[str, CalendarDocument]:
        """The version, which is the name with the hash of what the calendar says, and the calendar."""
        first, last = self.first, self.last
        seasons, days = tuple(_seasons(self.office_hours, first, last)), dict(sorted(self._special().items()))
        overlays = {str(each.agency_id): each.overlay(first, last) for each in self.overlays}
        document = CalendarDocument(self.zone, first, last, seasons, days, overlays)
        return version_of(self.name, document), document

    def checked(self) -> Self:
        """Raises ValueError unless every day has office hours."""
        for day in _days(self.first, self.last):
            if not any(row.applies(day) for row in self.office_hours):
                raise ValueError(f"no office hours for {day}")
        return self

    def _special(self) -> dict[date, SpecialDay]:
        years = range(self.first.year, self.last.year + 1)
        # Without a language the package speaks that of the machine.
        named = {
            key: holidays.country_holidays(self.country, years=years, language=language)
            for key, language in _LANGUAGES.items()
        }
        days = {day: SpecialDay(DayCause.MAKE_UP) for day in named["vi"].weekend_workdays}
        for day in named["vi"]:
            days[day] = SpecialDay(DayCause.HOLIDAY, {key: named[key][day] for key in _LANGUAGES})
        for override in self.overrides:
            days[override.day] = override.special()
        return {day: found for day, found in days.items() if self.first <= day <= self.last}


def _spans(spans: tuple[SpanSource, ...]) -> tuple[Hours, ...]:
    return tuple(Hours(span.start, span.end) for span in spans)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _seasons(rows: Sequence[OfficeHoursSource], first: date, last: date) -> Iterator[Season]:
    """Neighbouring days with the same hours, drawn together; days that no row rules have no season."""
    for hours, days in groupby(_days(first, last), lambda day: _hours(rows, day)):
        stretch = list(days)
        if hours is not None:
            yield Season(stretch[0], stretch[-1], hours)


def _hours(rows: Sequence[OfficeHoursSource], day: date) -> tuple[Hours, ...] | None:
    ruling = [row for row in rows if row.applies(day)]
    return _spans(ruling[-1].hours) if ruling else None
