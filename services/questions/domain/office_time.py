"""Office time between instants, forwards and backwards; seconds count, lunch and closed days do not."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from services.questions.domain.calendar import ONE_DAY, WorkCalendar

Span = tuple[datetime, datetime]


def spans_after(start: datetime, calendar: WorkCalendar) -> Iterator[Span]:
    """The open stretches from `start` on, the first cut at `start`."""
    start = start.astimezone(calendar.zone)  # instants of one zone compare several times faster
    for day in calendar.days_from(start.date()):
        for opens, closes in calendar.office_spans(day.date):
            if closes > start:
                yield max(opens, start), closes


def office_minutes(start: datetime, end: datetime, calendar: WorkCalendar, *others: WorkCalendar) -> int:
    """Whole office minutes from `start` to `end`; 0 when `end` is not after `start`.

    Each day counts as the first of the calendars that covers it says; raises CalendarTooShort when none does.
    """
    open_time = timedelta()
    if end <= start:
        return 0
    day, last = calendar.local_date(start), calendar.local_date(end)
    while day <= last:
        ruling = next((each for each in (calendar, *others) if each.covers(day)), calendar)
        for opens, closes in ruling.office_spans(day):
            open_time += max(min(closes, end) - max(opens, start), timedelta())
        day += ONE_DAY
    return open_time // timedelta(minutes=1)


def office_time_before(
    end: datetime, length: timedelta, calendar: WorkCalendar, earliest: datetime
) -> datetime:
    """The latest instant from which `length` of office time remains until `end`.

    Days before that of `earliest` are not asked of the calendar: where they would be, it is `earliest`.
    """
    day, first = calendar.local_date(end), calendar.local_date(earliest)
    while day >= first:
        for opens, closes in reversed(calendar.office_spans(day)):
            open_time = max(min(closes, end) - opens, timedelta())
            if open_time >= length:
                return min(closes, end) - length
            length -= open_time
        day -= ONE_DAY
    return earliest
