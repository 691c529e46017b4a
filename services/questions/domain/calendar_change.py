"""A calendar with later decisions about single days, for the province or for one agency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from uuid import UUID

from services.questions.domain.calendar import DayCause, Hours, Overlay, SpecialDay, WorkCalendar
from services.questions.domain.errors import CalendarTooShort, OverrideUnclear, PastOverride

OVERRIDING = (DayCause.DAY_OFF, DayCause.MAKE_UP, DayCause.SHORTENED)


@dataclass(frozen=True)
class DayOverride:
    """What one document decides about one day; with an agency it holds for that agency alone."""

    day: date
    cause: DayCause
    document: str
    names: Mapping[str, str] = field(default_factory=dict)
    hours: tuple[Hours, ...] = ()
    agency_id: UUID | None = None

    def special(self) -> SpecialDay:
        """As a calendar holds it; raises OverrideUnclear."""
        off, shortened = self.cause is DayCause.DAY_OFF, self.cause is DayCause.SHORTENED
        in_order = all(one.end <= next_one.start for one, next_one in pairwise(self.hours))
        real = all(each.start < each.end for each in self.hours)
        if (shortened and not self.hours) or (off and self.hours) or not in_order or not real:
            raise OverrideUnclear(field="hours")
        return SpecialDay(self.cause, dict(self.names), self.document, self.hours or None)


def with_overrides(
    calendar: WorkCalendar, overrides: Sequence[DayOverride], today: date, *, past_days: bool
) -> WorkCalendar:
    """The later of two decisions about a day wins; the version is given when it is stored.

    Raises PastOverride, CalendarTooShort and OverrideUnclear.
    """
    exceptions, overlays = dict(calendar.exceptions), dict(calendar.overlays)
    for each in overrides:
        if each.day < today and not past_days:
            raise PastOverride(field="day", day=each.day.isoformat())
        if not calendar.covers(each.day):
            raise CalendarTooShort(version=calendar.version, day=each.day.isoformat())
        if each.agency_id is None:
            exceptions[each.day] = each.special()
            continue
        overlay = overlays.get(str(each.agency_id), Overlay())
        own = {**overlay.exceptions, each.day: each.special()}
        overlays[str(each.agency_id)] = replace(overlay, exceptions=own)
    return replace(calendar, exceptions=dict(sorted(exceptions.items())), overlays=overlays)
