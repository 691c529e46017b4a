"""What a trace says, and what it must not: minutes that do not add up, pauses that took or take nothing."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.application.trace_text import Explained, explained
from services.questions.domain.clock import Clock, derive
from services.questions.domain.history import Fact, Received
from services.questions.domain.steps import StepKind
from services.questions.domain.terms import DeadlinePolicy, PauseReason, ReceiptRule, TermKind
from shared.i18n import Language
from tests.questions.histories import of, paused, resumed
from tests.questions.rules import HUE, hue_calendar, policy_of, wall

WORKING, OFFICE, CLOCK = TermKind.WORKING_DAYS, TermKind.OFFICE_HOURS, TermKind.CLOCK_HOURS
THREE = policy_of(WORKING, 3)
ASKED = "2026-11-16 09:00"
instants = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(HUE))  # noqa: DTZ001 - hypothesis adds the zone


def clock_of(history: tuple[Fact, ...], policy: DeadlinePolicy = THREE) -> Clock:
    return derive(history, policy, hue_calendar())


def told(history: tuple[Fact, ...], language: Language = "en", policy: DeadlinePolicy = THREE) -> Explained:
    return explained(clock_of(history, policy), policy.answer, hue_calendar(), language)


def reasons(history: tuple[Fact, ...], policy: DeadlinePolicy) -> list[PauseReason | None]:
    return [step.reason for step in clock_of(history, policy).answer.deadline.trace]


@given(instants, st.sampled_from([OFFICE, CLOCK]), st.integers(1, 60))
def test_the_minutes_of_all_days_are_those_of_the_term(at: datetime, kind: TermKind, amount: int) -> None:
    trace = clock_of((Received(at),), policy_of(kind, amount)).answer.deadline.trace
    assert sum(step.minutes or 0 for step in trace) == amount * 60


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2026-11-16 18:00", "2026-11-16 20:00"),
        ("2026-11-16 11:30", "2026-11-16 13:00"),
        ("2026-11-17 10:30", "2026-11-17 15:00"),
    ],
)
def test_a_pause_that_took_no_office_time_of_the_term_is_not_said_to_have_taken_any(
    begins: str, ends: str
) -> None:
    history = of("2026-11-16 10:00", paused(begins), resumed(ends))
    assert reasons(history, policy_of(OFFICE, 8)) == [None, None]


def test_a_pause_within_a_day_that_counts_is_named_with_why_it_counts() -> None:
    history = of(ASKED, paused("2026-11-17 09:00"), resumed("2026-11-17 16:00"))
    assert [step.text for step in told(history).trace][1:3] == [
        "Tuesday 2026-11-17: day 1 (working day); stood still for a part of the day, not at its end, "
        "so it counts: the reporter was asked to clarify",
        "Wednesday 2026-11-18: day 2 (working day)",
    ]


def test_a_pause_that_ends_at_midnight_does_not_touch_the_next_day() -> None:
    history = of(ASKED, paused("2026-11-17 09:00"), resumed("2026-11-18 00:00"))
    assert reasons(history, THREE)[:3] == [None, PauseReason.CLARIFICATION, None]


def test_a_term_that_stands_still_says_so_beside_its_end() -> None:
    history = of(ASKED, paused("2026-11-17 09:00"))
    assert told(history).summary.endswith(
        "; stands still since Tuesday 2026-11-17 (the reporter was asked to clarify), "
        "and the end moves by what that takes"
    )
    assert "tạm dừng từ Thứ Ba 17/11/2026" in told(history, "vi").summary


def test_a_pause_after_the_end_moves_nothing_and_says_nothing() -> None:
    assert "still" not in told(of(ASKED, paused("2026-11-20 00:00"))).summary


def test_the_days_between_receipt_and_the_one_that_counts_as_such_are_named() -> None:
    rule = ReceiptRule(cut_off=wall(22), working_days_only=True)
    trace = clock_of(of("2026-11-20 22:30"), policy_of(WORKING, 1, rule)).answer.deadline.trace
    assert [(step.day.date.day, step.kind) for step in trace[:4]] == [
        (20, StepKind.RECEIVED),
        (21, StepKind.SKIPPED),
        (22, StepKind.SKIPPED),
        (23, StepKind.RECEIPT_MOVED),
    ]


def test_a_warning_that_would_lie_before_receipt_asks_for_no_earlier_calendar() -> None:
    first = datetime.combine(hue_calendar().first, wall(9), HUE)
    for kind in (OFFICE, WORKING):
        deadline = clock_of((Received(first),), policy_of(kind, 1)).answer.deadline
        assert first <= deadline.approaching_at <= first + timedelta(days=5)
