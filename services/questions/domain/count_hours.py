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


@dataclass(frozen=True)
class HourCount:
    """So much time of one kind and, by extension, `more`."""

    kind: TermKind
    amount: timedelta
    more: timedelta
    pauses: tuple[Pause, ...]


@dataclass
class _Taken:
    """What each day gave."""

    counted: dict[date, timedelta] = field(default_factory=dict)
    by_extension: dict[date, timedelta] = field(default_factory=dict)


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
        _add(taken.counted, day, own)
        _add(taken.by_extension, day, longer)
        if not amount and not more:
            break
    days = _days(calendar.local_date(start), max(taken.counted | taken.by_extension), calendar)
    return [step for day in days for step in _steps(day, taken, count, calendar)], end


def _add(taken: dict[date, timedelta], day: date, length: timedelta) -> None:
    if length:
        taken[day] = taken.get(day, _NONE) + length


def _days(first: date, last: date, calendar: WorkCalendar) -> Iterator[Day]:
    for day in calendar.days_from(first):
        yield day
        if day.date == last:
            return


def _steps(day: Day, taken: _Taken, count: HourCount, calendar: WorkCalendar) -> Iterator[Step]:
    reason = _paused(day.date, count.pauses, calendar)
    own, longer = taken.counted.get(day.date), taken.by_extension.get(day.date)
    if own is not None:
        yield Step(StepKind.COUNTED, day, minutes=_minutes(own), reason=reason)
    if longer is not None:
        yield Step(StepKind.BY_EXTENSION, day, minutes=_minutes(longer), reason=reason)
    if own is None and longer is None:
        if count.kind is TermKind.OFFICE_HOURS and not day.works:
            yield Step(StepKind.SKIPPED, day, reason=reason)
        elif reason is not None:
            yield Step(StepKind.PAUSED, day, reason=reason)
        else:
            yield Step(StepKind.COUNTED, day, minutes=0)


def _paused(day: date, pauses: tuple[Pause, ...], calendar: WorkCalendar) -> PauseReason | None:
    if not pauses:
        return None
    begins, ends = calendar.midnight(day), calendar.midnight(day + ONE_DAY)
    return next((each.reason for each in pauses if each.start < ends and each.end > begins), None)


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)
