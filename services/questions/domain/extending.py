"""Extensions as more of the term: by an amount, or by what it takes to end with a date."""

from dataclasses import replace
from datetime import datetime, timedelta

from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.count_days import day_zero
from services.questions.domain.count_hours import open_spans
from services.questions.domain.course import Course, paused_on, running
from services.questions.domain.deadline import received_day
from services.questions.domain.terms import TargetRule, Term, TermKind

_INSTANT = timedelta(microseconds=1)


def longer_by(course: Course, amount: Term) -> Course:
    """The amount is of the kind of the term."""
    if amount.kind.in_days:
        return replace(course, more_days=course.more_days + amount.amount)
    return replace(course, more_time=course.more_time + timedelta(hours=amount.amount))


def longer_until(
    began_at: datetime, until: datetime, rule: TargetRule, calendar: WorkCalendar, course: Course
) -> Course:
    """So that the term ends with `until`, pauses that come later apart; never shorter than it was.

    A term in days ends with the day of `until`, or the next working day; 00:00 is the end of the day before.
    A term in office hours ends with the last office time up to `until`.
    """
    if rule.term.kind.in_days:
        more_days = days_until(began_at, until, rule, calendar, course) - rule.term.amount
        return replace(course, more_days=max(course.more_days, more_days))
    more_time = time_until(began_at, until, rule, calendar, course) - timedelta(hours=rule.term.amount)
    return replace(course, more_time=max(course.more_time, more_time))


def days_until(
    began_at: datetime, until: datetime, rule: TargetRule, calendar: WorkCalendar, course: Course
) -> int:
    """How many days a term has that ends with the day of `until`; the inverse of counting them."""
    last = calendar.local_date(until - _INSTANT)
    pauses = course.day_pauses(calendar)
    every_day = rule.term.kind is TermKind.CALENDAR_DAYS
    number = 0
    zero = day_zero(*received_day(began_at, rule, calendar), rule.receipt, calendar)[-1].day
    for day in calendar.days_from(zero.date):
        if day.date > last:
            break
        if day is not zero and (day.works or every_day) and paused_on(day.date, pauses) is None:
            number += 1
    ends_on_closed_day = not every_day and not calendar.day(last).works
    return number + 1 if ends_on_closed_day else number


def time_until(
    began_at: datetime, until: datetime, rule: TargetRule, calendar: WorkCalendar, course: Course
) -> timedelta:
    """How much time of its kind lies between; the inverse of counting it."""
    total = timedelta()
    for opens, closes in running(open_spans(began_at, rule.term.kind, calendar), course.pauses):
        if opens >= until:
            break
        total += min(closes, until) - opens
    return total
