"""Terms in days: the first is not counted, the last ends at 24:00 (Civil Code 2015, articles 147 and 148)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.questions.domain.calendar import ONE_DAY, Day, WorkCalendar
from services.questions.domain.course import DayPause, paused_on, resumed_on
from services.questions.domain.steps import Step, StepKind
from services.questions.domain.terms import ReceiptRule, TermKind


@dataclass(frozen=True)
class DayCount:
    """So many days of one kind and, by extension, `more`."""

    kind: TermKind
    amount: int
    more: int
    pauses: tuple[DayPause, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return self.amount + self.more

    def step(self, number: int) -> StepKind:
        """Whether the day of this number is of the term or of its extension."""
        return StepKind.COUNTED if number <= self.amount else StepKind.BY_EXTENSION


def day_zero(received: date, after_cut_off: bool, rule: ReceiptRule, calendar: WorkCalendar) -> list[Step]:
    """The day that is not counted, as the receipt rule of the policy has it, and the way to it."""
    day = calendar.day(received)
    steps = [Step(StepKind.RECEIVED, day)]
    earliest = received + ONE_DAY if after_cut_off else received
    while day.date < earliest or (rule.working_days_only and not day.works):
        day = calendar.day(day.date + ONE_DAY)
        steps.append(Step(StepKind.SKIPPED, day))
    if len(steps) > 1:
        steps[-1] = Step(StepKind.RECEIPT_MOVED, day)
    return steps


def count_days(after: date, count: DayCount, calendar: WorkCalendar) -> Iterator[Step]:
    """The days after day zero, up to the one with which the term ends."""
    counting = _working_days if count.kind is TermKind.WORKING_DAYS else _calendar_days
    return counting(after, count, calendar)


def _working_days(after: date, count: DayCount, calendar: WorkCalendar) -> Iterator[Step]:
    number = 0
    for day in calendar.days_from(after + ONE_DAY):
        reason = paused_on(day.date, count.pauses)
        if not day.works:
            yield Step(StepKind.SKIPPED, day, reason=reason)
        elif reason is not None:
            yield Step(StepKind.PAUSED, day, reason=reason)
        else:
            number += 1
            yield _counted(number, day, count)
            if number == count.total:
                return


def _counted(number: int, day: Day, count: DayCount) -> Step:
    return Step(count.step(number), day, number=number, reason=resumed_on(day.date, count.pauses))


def _calendar_days(after: date, count: DayCount, calendar: WorkCalendar) -> Iterator[Step]:
    """Every day counts; an end on a closed day moves to the next working day (article 148.5)."""
    number = 0
    for day in calendar.days_from(after + ONE_DAY):
        reason = paused_on(day.date, count.pauses)
        if reason is not None:
            yield Step(StepKind.PAUSED, day, reason=reason)
            continue
        if number < count.total:
            number += 1
            yield _counted(number, day, count)
        else:
            yield Step(StepKind.EXTENDED if day.works else StepKind.SKIPPED, day)
        if number == count.total and day.works:
            return
