"""due(received, rule, calendar, course) -> when the term ends, and the trace that explains it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from services.questions.domain.calendar import ONE_DAY, WorkCalendar
from services.questions.domain.count_days import DayCount, count_days, day_zero
from services.questions.domain.count_hours import HourCount, count_hours
from services.questions.domain.course import STRAIGHT, Course
from services.questions.domain.office_time import office_time_before
from services.questions.domain.steps import Step
from services.questions.domain.terms import DeadlinePolicy, TargetRule, Term, TermKind

_INSTANT = timedelta(microseconds=1)


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


def due(
    received_at: datetime,
    policy: DeadlinePolicy | TargetRule,
    calendar: WorkCalendar,
    course: Course = STRAIGHT,
) -> Deadline:
    """The deadline of what was received at an aware instant, of a policy the answer's.

    Raises CalendarTooShort.
    """
    rule = policy.answer if isinstance(policy, DeadlinePolicy) else policy
    counted = _in_days if rule.term.kind.in_days else _in_hours
    found = counted(received_at, rule, calendar, course)
    approaching = max(found.approaching_at, received_at).astimezone(UTC)
    return Deadline(found.due_at, found.late_from, approaching, found.trace)


def received_day(received_at: datetime, rule: TargetRule, calendar: WorkCalendar) -> tuple[date, bool]:
    """The local day of receipt, and whether it was after the policy's cut-off."""
    local = received_at.astimezone(calendar.zone)
    cut_off = rule.receipt.cut_off
    return local.date(), cut_off is not None and local.time() >= cut_off


def _in_days(received_at: datetime, rule: TargetRule, calendar: WorkCalendar, course: Course) -> Deadline:
    count = DayCount(
        rule.term.kind,
        rule.term.amount,
        course.more_days,
        course.day_pauses(calendar) if course.pauses else (),
    )
    return _due_in_days(received_day(received_at, rule, calendar), count, rule, calendar)


@lru_cache(maxsize=1024)
def _due_in_days(
    received: tuple[date, bool], count: DayCount, rule: TargetRule, calendar: WorkCalendar
) -> Deadline:
    """All that is received on one day has one term, so a busy day counts it once."""
    steps = day_zero(*received, rule.receipt, calendar)
    steps += count_days(steps[-1].day.date, count, calendar)
    due_at = calendar.midnight(steps[-1].day.date + ONE_DAY).astimezone(UTC)
    approaching = _before(due_at, rule.approaching_before, calendar, calendar.midnight(received[0]))
    return Deadline(due_at, due_at, approaching, tuple(steps))


def _in_hours(received_at: datetime, rule: TargetRule, calendar: WorkCalendar, course: Course) -> Deadline:
    amount = timedelta(hours=rule.term.amount)
    count = HourCount(rule.term.kind, amount, course.more_time, course.within(calendar))
    steps, end = count_hours(received_at, count, calendar)
    due_at = end.astimezone(UTC)
    approaching = _before(due_at, rule.approaching_before, calendar, received_at)
    return Deadline(due_at, due_at + _INSTANT, approaching, tuple(steps))


def _before(end: datetime, lead: Term, calendar: WorkCalendar, earliest: datetime) -> datetime:
    length = timedelta(hours=lead.amount)
    if lead.kind is TermKind.OFFICE_HOURS:
        return office_time_before(end, length, calendar, earliest)
    return end - length
