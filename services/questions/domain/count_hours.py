"""Terms in hours, of clock or office; they run from the moment (Civil Code 2015, article 147.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.questions.domain.calendar import ONE_DAY, Day, WorkCalendar
from services.questions.domain.course import Pause, running
from services.questions.domain.office_time import Span, spans_after
from services.questions.domain.steps import Step, StepKind
from services.questions.domain.terms import PauseReason, TermKind

_NONE = timedelta()
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class HourCount:
    """So much time of one kind and, by extension, `more`."""

    kind: TermKind
    amount: timedelta
    more: timedelta
    pauses: tuple[Pause, ...]


@dataclass
class _Tally:
    """Minutes by day; each as the whole minutes of the sum grow, so that all days together make the term."""

    total: timedelta = _NONE
    minutes: dict[date, int] = field(default_factory=dict)

    def add(self, day: date, length: timedelta) -> None:
        """Some time of a day."""
        if length:
            before, self.total = self.total, self.total + length
            more = self.total // _MINUTE - before // _MINUTE
            self.minutes[day] = self.minutes.get(day, 0) + more


@dataclass
class _Taken:
    """What each day gave."""

    counted: _Tally = field(default_factory=_Tally)
    by_extension: _Tally = field(default_factory=_Tally)


def open_spans(start: datetime, kind: TermKind, calendar: WorkCalendar) -> Iterator[Span]:
    """The stretches from `start` on in which time of this kind runs."""
    return spans_after(start, calendar) if kind is TermKind.OFFICE_HOURS else _whole_days(start, calendar)


def _whole_days(start: datetime, calendar: WorkCalendar) -> Iterator[Span]:
    start = start.astimezone(calendar.zone)
    for day in calendar.days_from(start.date()):
        yield max(calendar.midnight(day.date), start), calendar.midnight(day.date + ONE_DAY)


def count_hours(start: datetime, count: HourCount, calendar: WorkCalendar) -> tuple[list[Step], datetime]:
    """The days from `start` to the end, and the instant of the end."""
    taken, end = _Taken(), start
    amount, more = count.amount, count.more
    for opens, closes in running(open_spans(start, count.kind, calendar), count.pauses):
        day = opens.date()
        own = min(amount, closes - opens)
        longer = min(more, closes - opens - own)
        amount, more, end = amount - own, more - longer, opens + own + longer
        taken.counted.add(day, own)
        taken.by_extension.add(day, longer)
        if not amount and not more:
            break
    last = max(taken.counted.minutes | taken.by_extension.minutes)
    steps: list[Step] = []
    for each in _days(calendar.local_date(start), last, calendar):
        steps += _steps(each, taken, count.kind, _paused(each, (start, end), count, calendar))
    return steps, end


def _days(first: date, last: date, calendar: WorkCalendar) -> Iterator[Day]:
    for day in calendar.days_from(first):
        yield day
        if day.date == last:
            return


def _steps(day: Day, taken: _Taken, kind: TermKind, reason: PauseReason | None) -> Iterator[Step]:
    own, longer = taken.counted.minutes.get(day.date), taken.by_extension.minutes.get(day.date)
    if own is not None:
        yield Step(StepKind.COUNTED, day, minutes=own, reason=reason)
    if longer is not None:
        yield Step(StepKind.BY_EXTENSION, day, minutes=longer, reason=reason)
    if own is None and longer is None:
        if kind is TermKind.OFFICE_HOURS and not day.works:
            yield Step(StepKind.SKIPPED, day, reason=reason)
        elif reason is not None:
            yield Step(StepKind.PAUSED, day, reason=reason)
        else:
            yield Step(StepKind.COUNTED, day, minutes=0)


def _paused(day: Day, run: Span, count: HourCount, calendar: WorkCalendar) -> PauseReason | None:
    """Why time of the term stood still on the day: a pause at night takes none of an office's."""
    if not count.pauses:
        return None
    whole = ((calendar.midnight(day.date), calendar.midnight(day.date + ONE_DAY)),)
    in_office = count.kind is TermKind.OFFICE_HOURS and day.works
    for opens, closes in calendar.office_spans(day.date) if in_office else whole:
        begins, ends = max(opens, run[0]), min(closes, run[1])
        for each in count.pauses:
            if max(begins, each.start) < min(ends, each.end):
                return each.reason
    return None
