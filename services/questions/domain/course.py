"""What happened to a term on its way: the pauses that it stood still in, the extensions that it got."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.office_time import Span
from services.questions.domain.terms import PauseReason


@dataclass(frozen=True)
class Pause:
    """From `start` up to `end`, which is exclusive."""

    start: datetime
    end: datetime
    reason: PauseReason


@dataclass(frozen=True)
class DayPause:
    """The same in days: a day stands still when the clock does at its end, 24:00; `last` is touched, too."""

    first: date
    end: date
    last: date
    reason: PauseReason


@dataclass(frozen=True)
class Course:
    """Pauses in order, without overlap; `more_days` is for terms in days, `more_time` for those in hours."""

    pauses: tuple[Pause, ...] = ()
    more_days: int = 0
    more_time: timedelta = timedelta()

    def within(self, calendar: WorkCalendar) -> tuple[Pause, ...]:
        """The pauses by the clock of the calendar's zone."""
        return tuple(
            Pause(each.start.astimezone(calendar.zone), each.end.astimezone(calendar.zone), each.reason)
            for each in self.pauses
        )

    def day_pauses(self, calendar: WorkCalendar) -> tuple[DayPause, ...]:
        """The pauses as they stop a count of days."""
        date_of = calendar.local_date
        return tuple(
            DayPause(date_of(each.start), date_of(each.end), date_of(each.end - _INSTANT), each.reason)
            for each in self.pauses
        )


STRAIGHT = Course()
_INSTANT = timedelta(microseconds=1)


def paused_on(day: date, pauses: Iterable[DayPause]) -> PauseReason | None:
    """Why the day stands still, if it does."""
    for each in pauses:
        if each.first <= day < each.end:
            return each.reason
    return None


def resumed_on(day: date, pauses: Iterable[DayPause]) -> PauseReason | None:
    """Why a part of a day that counts stood still, if it did."""
    return next((each.reason for each in pauses if each.first <= day <= each.last), None)


def running(spans: Iterable[Span], pauses: Iterable[Pause]) -> Iterator[Span]:
    """What is left of the spans without the pauses."""
    stops = tuple(pauses)
    for begins, ends in spans:
        opens = begins
        for each in stops:
            if each.start >= ends:
                break
            if each.start > opens:
                yield opens, each.start
            opens = max(opens, each.end)
        if opens < ends:
            yield opens, ends
