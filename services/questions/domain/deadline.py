"""due(received, policy, calendar) -> when the term ends, and the trace that explains it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from services.questions.domain.calendar import ONE_DAY, Day, WorkCalendar
from services.questions.domain.office_time import office_time_before, spans_after
from services.questions.domain.terms import DeadlinePolicy, ReceiptRule, Term, TermKind

_INSTANT = timedelta(microseconds=1)


class StepKind(StrEnum):
    """What a day does to the count."""

    RECEIVED = "received"
    RECEIPT_MOVED = "receipt_moved"
    COUNTED = "counted"
    SKIPPED = "skipped"
    EXTENDED = "extended"


@dataclass(frozen=True)
class Step:
    """One day of the trace; `number` counts days, `minutes` the time of that day that counts."""

    kind: StepKind
    day: Day
    number: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Deadline:
    """When the term ends, in UTC; a term in days ends before `due_at`, a term in hours with it."""

    due_at: datetime
    late_from: datetime
    approaching_at: datetime
    trace: tuple[Step, ...]

    def met_by(self, instant: datetime) -> bool:
        """Whether what happened at `instant` was in time."""
        return instant < self.late_from


def due(received_at: datetime, policy: DeadlinePolicy, calendar: WorkCalendar) -> Deadline:
    """The deadline of what was received at an aware instant; raises CalendarTooShort."""
    term = policy.term
    if term.kind.in_days:
        local = received_at.astimezone(calendar.zone)
        cut_off = policy.receipt.cut_off
        after_cut_off = cut_off is not None and local.time() >= cut_off
        found = _due_in_days(local.date(), after_cut_off, policy, calendar)
        approaching = max(found.approaching_at, received_at).astimezone(UTC)
        return Deadline(found.due_at, found.late_from, approaching, found.trace)
    steps, ends = _COUNT_HOURS[term.kind](received_at, term.amount, calendar)
    due_at = ends.astimezone(UTC)
    approaching = max(_before(due_at, policy.approaching_before, calendar), received_at)
    return Deadline(due_at, due_at + _INSTANT, approaching.astimezone(UTC), tuple(steps))


@lru_cache(maxsize=1024)
def _due_in_days(
    received: date, after_cut_off: bool, policy: DeadlinePolicy, calendar: WorkCalendar
) -> Deadline:
    """All that is received on one day has one term, so a busy day counts it once."""
    day_zero = _day_zero(received, after_cut_off, policy.receipt, calendar)
    steps = tuple(_COUNT_DAYS[policy.term.kind](day_zero, policy.term.amount, calendar))
    due_at = calendar.midnight(steps[-1].day.date + ONE_DAY).astimezone(UTC)
    return Deadline(due_at, due_at, _before(due_at, policy.approaching_before, calendar), steps)


def _day_zero(on: date, after_cut_off: bool, rule: ReceiptRule, calendar: WorkCalendar) -> list[Step]:
    received = calendar.day(on)
    day = received
    if after_cut_off:
        day = calendar.day(day.date + ONE_DAY)
    while rule.working_days_only and not day.works:
        day = calendar.day(day.date + ONE_DAY)
    steps = [Step(StepKind.RECEIVED, received)]
    if day is not received:
        steps.append(Step(StepKind.RECEIPT_MOVED, day))
    return steps


def _working_days(steps: list[Step], amount: int, calendar: WorkCalendar) -> Iterator[Step]:
    yield from steps
    number = 0
    for day in calendar.days_from(steps[-1].day.date + ONE_DAY):
        if not day.works:
            yield Step(StepKind.SKIPPED, day)
            continue
        number += 1
        yield Step(StepKind.COUNTED, day, number=number)
        if number == amount:
            return


def _calendar_days(steps: list[Step], amount: int, calendar: WorkCalendar) -> Iterator[Step]:
    """Every day counts; an end on a closed day moves to the next working day (article 148.5)."""
    yield from steps
    for number, day in enumerate(calendar.days_from(steps[-1].day.date + ONE_DAY), 1):
        if number <= amount:
            yield Step(StepKind.COUNTED, day, number=number)
        else:
            yield Step(StepKind.EXTENDED if day.works else StepKind.SKIPPED, day)
        if number >= amount and day.works:
            return


def _clock_hours(start: datetime, amount: int, calendar: WorkCalendar) -> tuple[list[Step], datetime]:
    end = start + timedelta(hours=amount)
    steps = []
    for day in calendar.days_from(calendar.local_date(start)):
        opens, closes = calendar.midnight(day.date), calendar.midnight(day.date + ONE_DAY)
        if opens >= end:
            break
        steps.append(Step(StepKind.COUNTED, day, minutes=_minutes(min(closes, end) - max(opens, start))))
    return steps, end


def _office_hours(start: datetime, amount: int, calendar: WorkCalendar) -> tuple[list[Step], datetime]:
    left, end = timedelta(hours=amount), start
    counted: dict[date, timedelta] = {}
    for opens, closes in spans_after(start, calendar):
        taken = min(left, closes - opens)
        day = calendar.local_date(opens)
        counted[day] = counted.get(day, timedelta()) + taken
        left, end = left - taken, opens + taken
        if not left:
            break
    return list(_office_steps(calendar.local_date(start), calendar, counted)), end


def _office_steps(first: date, calendar: WorkCalendar, counted: dict[date, timedelta]) -> Iterator[Step]:
    last = max(counted)
    for day in calendar.days_from(first):
        if day.works:
            yield Step(StepKind.COUNTED, day, minutes=_minutes(counted.get(day.date, timedelta())))
        else:
            yield Step(StepKind.SKIPPED, day)
        if day.date == last:
            return


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)


def _before(end: datetime, lead: Term, calendar: WorkCalendar) -> datetime:
    length = timedelta(hours=lead.amount)
    if lead.kind is TermKind.OFFICE_HOURS:
        return office_time_before(end, length, calendar)
    return end - length


_COUNT_DAYS: Mapping[TermKind, Callable[[list[Step], int, WorkCalendar], Iterator[Step]]] = {
    TermKind.WORKING_DAYS: _working_days,
    TermKind.CALENDAR_DAYS: _calendar_days,
}
_COUNT_HOURS: Mapping[TermKind, Callable[[datetime, int, WorkCalendar], tuple[list[Step], datetime]]] = {
    TermKind.CLOCK_HOURS: _clock_hours,
    TermKind.OFFICE_HOURS: _office_hours,
}
