"""When a term ends: the worked examples, the edges, and what must hold for any term."""

import os
import time as process_time
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.questions.domain.calendar import ONE_DAY
from services.questions.domain.course import STRAIGHT
from services.questions.domain.deadline import Deadline, due
from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.extending import days_until
from services.questions.domain.office_time import office_minutes, office_time_before
from services.questions.domain.steps import StepKind
from services.questions.domain.terms import InvalidTerm, ReceiptRule, Term, TermKind
from tests.questions.rules import HUE, hue, hue_calendar, policy_of, wall

CLOCK, OFFICE = TermKind.CLOCK_HOURS, TermKind.OFFICE_HOURS
WORKING, CALENDAR = TermKind.WORKING_DAYS, TermKind.CALENDAR_DAYS
SPAN = (datetime(2024, 1, 1), datetime(2029, 12, 31))  # noqa: DTZ001 - hypothesis adds the zone

instants = st.datetimes(*SPAN, timezones=st.just(HUE))
amounts = st.integers(1, 60)
zones = st.sampled_from(["UTC", "America/New_York", "Asia/Tokyo"])


def ends(received: datetime, kind: TermKind, amount: int, receipt: ReceiptRule | None = None) -> Deadline:
    return due(received, policy_of(kind, amount, receipt or ReceiptRule()), hue_calendar())


def last_day(deadline: Deadline) -> date:
    return (deadline.due_at.astimezone(HUE) - timedelta(microseconds=1)).date()


@pytest.mark.parametrize("amount", [0, -1, 10_001])
def test_a_term_of_no_length_or_of_an_age_is_refused(amount: int) -> None:
    with pytest.raises(InvalidTerm):
        Term(WORKING, amount)


def test_a_receipt_rule_on_a_term_in_hours_is_refused() -> None:
    with pytest.raises(InvalidTerm, match="day 0"):
        policy_of(CLOCK, 24, ReceiptRule(working_days_only=True))


def test_a_warning_in_days_is_refused() -> None:
    with pytest.raises(InvalidTerm, match="hours"):
        policy_of(WORKING, 5, lead=Term(WORKING, 1))


def test_a_term_beyond_the_calendar_is_refused_rather_than_guessed() -> None:
    with pytest.raises(CalendarTooShort):
        ends(hue("2032-12-30 09:00"), WORKING, 5)


@pytest.mark.parametrize(
    ("received", "kind", "amount", "expected"),
    [
        ("2026-11-20 09:00", WORKING, 3, "2026-11-26"),
        ("2026-11-20 09:00", WORKING, 15, "2026-12-14"),
        ("2026-01-05 09:00", WORKING, 5, "2026-01-10"),
        ("2026-08-20 09:00", WORKING, 3, "2026-08-24"),
        ("2026-11-20 09:00", CALENDAR, 30, "2026-12-21"),
        ("2026-08-01 09:00", CALENDAR, 30, "2026-09-03"),
    ],
)
def test_a_term_in_days_ends_with_this_day(received: str, kind: TermKind, amount: int, expected: str) -> None:
    found = ends(hue(received), kind, amount)
    assert last_day(found) == date.fromisoformat(expected)
    assert found.due_at == hue(expected) + ONE_DAY


@pytest.mark.parametrize(
    ("received", "kind", "amount", "expected"),
    [
        ("2026-11-21 16:30", CLOCK, 24, "2026-11-22 16:30"),
        ("2026-11-20 16:00", OFFICE, 4, "2026-11-23 10:30"),
        ("2026-11-20 22:15", OFFICE, 2, "2026-11-23 09:30"),
        ("2026-11-20 11:30", OFFICE, 1, "2026-11-20 14:00"),
        ("2026-09-30 16:30", OFFICE, 2, "2026-10-01 08:30"),
    ],
)
def test_a_term_in_hours_ends_at_this_instant(
    received: str, kind: TermKind, amount: int, expected: str
) -> None:
    assert ends(hue(received), kind, amount).due_at == hue(expected)


def test_the_end_of_a_term_in_days_is_late_already_and_that_of_a_term_in_hours_is_not() -> None:
    days, hours = ends(hue("2026-11-20 09:00"), WORKING, 3), ends(hue("2026-11-20 09:00"), CLOCK, 3)
    assert not days.met_by(days.due_at)
    assert days.met_by(days.due_at - timedelta(microseconds=1))
    assert hours.met_by(hours.due_at)
    assert not hours.met_by(hours.due_at + timedelta(microseconds=1))


def test_late_in_the_evening_utc_is_the_next_day_in_hue() -> None:
    at_night = datetime.fromisoformat("2026-11-19T21:06:00+00:00")
    assert last_day(ends(at_night, WORKING, 1)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("received", "rule", "expected"),
    [
        ("2026-11-19 21:59", ReceiptRule(cut_off=wall(22)), "2026-11-20"),
        ("2026-11-19 22:00", ReceiptRule(cut_off=wall(22)), "2026-11-23"),
        ("2026-11-21 09:00", ReceiptRule(), "2026-11-23"),
        ("2026-11-21 09:00", ReceiptRule(working_days_only=True), "2026-11-25"),
        ("2026-11-20 22:30", ReceiptRule(wall(22), working_days_only=True), "2026-11-25"),
    ],
)
def test_a_receipt_rule_moves_day_zero_only_where_the_policy_has_one(
    received: str, rule: ReceiptRule, expected: str
) -> None:
    assert last_day(ends(hue(received), WORKING, 1, rule)) == date.fromisoformat(expected)


def test_the_trace_names_every_counted_and_every_skipped_day() -> None:
    trace = ends(hue("2026-11-20 09:00"), WORKING, 3).trace
    assert [(step.day.date.day, step.kind, step.number) for step in trace] == [
        (20, StepKind.RECEIVED, None),
        (21, StepKind.SKIPPED, None),
        (22, StepKind.SKIPPED, None),
        (23, StepKind.COUNTED, 1),
        (24, StepKind.SKIPPED, None),
        (25, StepKind.COUNTED, 2),
        (26, StepKind.COUNTED, 3),
    ]


def test_the_trace_of_calendar_days_shows_how_the_end_moved_past_a_sunday() -> None:
    assert [step.kind for step in ends(hue("2026-11-20 09:00"), CALENDAR, 30).trace][-2:] == [
        StepKind.COUNTED,
        StepKind.EXTENDED,
    ]


def test_the_trace_of_office_hours_counts_the_minutes_of_each_day() -> None:
    trace = ends(hue("2026-11-20 16:00"), OFFICE, 4).trace
    assert [(step.day.date.day, step.minutes) for step in trace] == [
        (20, 60),
        (21, None),
        (22, None),
        (23, 180),
    ]


def test_the_warning_comes_in_office_hours_never_at_midnight() -> None:
    assert ends(hue("2026-11-20 09:00"), WORKING, 3).approaching_at == hue("2026-11-26 07:30")


def test_the_warning_never_comes_before_the_question() -> None:
    received = hue("2026-11-21 16:30")
    assert ends(received, CLOCK, 24).approaching_at == received


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-20 16:00", "2026-11-20 16:00", 0),
        ("2026-11-20 16:30", "2026-11-20 16:00", 0),
        ("2026-11-20 11:00", "2026-11-20 13:30", 60),
        ("2026-11-20 16:00", "2026-11-23 10:30", 240),
        ("2026-11-21 00:00", "2026-11-23 00:00", 0),
        ("2026-09-30 17:00", "2026-10-01 17:30", 30 + 480),
    ],
)
def test_office_minutes_leave_out_lunch_nights_and_closed_days(start: str, end: str, minutes: int) -> None:
    assert office_minutes(hue(start), hue(end), hue_calendar()) == minutes


@given(instants, st.timedeltas(timedelta(), timedelta(days=40)), st.sampled_from(TermKind), amounts)
def test_who_asks_later_is_not_answered_earlier(
    received: datetime, wait: timedelta, kind: TermKind, amount: int
) -> None:
    assert ends(received, kind, amount).due_at <= ends(received + wait, kind, amount).due_at


@given(instants, st.sampled_from(TermKind), amounts)
def test_a_longer_term_never_ends_earlier(received: datetime, kind: TermKind, amount: int) -> None:
    assert ends(received, kind, amount).due_at <= ends(received, kind, amount + 1).due_at


@given(instants, st.sampled_from([CLOCK, OFFICE]), amounts, amounts)
def test_terms_in_hours_add_up(received: datetime, kind: TermKind, first: int, second: int) -> None:
    halfway = ends(received, kind, first).due_at
    assert ends(halfway, kind, second).due_at == ends(received, kind, first + second).due_at


@given(instants, amounts, amounts)
def test_working_days_add_up(received: datetime, first: int, second: int) -> None:
    halfway = ends(received, WORKING, first).due_at - timedelta(microseconds=1)
    assert ends(halfway, WORKING, second).due_at == ends(received, WORKING, first + second).due_at


@given(instants, st.integers(1, 200))
def test_a_term_in_office_hours_takes_just_so_many_office_minutes(received: datetime, amount: int) -> None:
    deadline = ends(received, OFFICE, amount)
    assert office_minutes(received, deadline.due_at, hue_calendar()) == amount * 60


@given(instants, st.sampled_from([WORKING, CALENDAR]), amounts)
def test_counting_to_the_end_of_a_term_in_days_gives_its_days(
    received: datetime, kind: TermKind, amount: int
) -> None:
    rule = policy_of(kind, amount).answer
    deadline = due(received, rule, hue_calendar())
    counted = [step for step in deadline.trace if step.kind is StepKind.COUNTED]
    found = days_until(received, deadline.due_at, rule, hue_calendar(), STRAIGHT)
    rolled = 0 if kind is WORKING else (last_day(deadline) - counted[-1].day.date).days
    assert found == amount + rolled


@given(instants, st.integers(1, 100))
def test_going_back_from_the_end_leaves_just_that_office_time(end: datetime, amount: int) -> None:
    start = office_time_before(end, timedelta(hours=amount), hue_calendar(), end - timedelta(days=90))
    assert office_minutes(start, end, hue_calendar()) == amount * 60
    assert office_minutes(start + timedelta(minutes=1), end, hue_calendar()) < amount * 60


@given(instants, st.sampled_from(TermKind), amounts)
def test_the_days_of_a_trace_follow_one_another_without_a_gap(
    received: datetime, kind: TermKind, amount: int
) -> None:
    days = [step.day.date for step in ends(received, kind, amount).trace]
    assert all(after - before == ONE_DAY for before, after in pairwise(days))
    assert days[0] == received.date()


@settings(max_examples=30)
@given(instants, st.sampled_from(TermKind), amounts, zones)
def test_the_server_may_stand_anywhere(received: datetime, kind: TermKind, amount: int, zone: str) -> None:
    here = ends(received, kind, amount)
    former = os.environ.get("TZ")
    os.environ["TZ"] = zone
    process_time.tzset()
    try:
        assert ends(received.astimezone(), kind, amount) == here
    finally:
        os.environ.pop("TZ") if former is None else os.environ.update(TZ=former)
        process_time.tzset()


def test_a_policy_that_ends_before_it_begins_is_refused() -> None:
    begun = policy_of(WORKING, 5)
    with pytest.raises(InvalidTerm, match="ends after it begins"):
        replace(begun, valid_to=begun.valid_from)
