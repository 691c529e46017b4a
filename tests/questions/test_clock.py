"""What a history makes of the terms: pauses, extensions, several targets, two clocks."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.domain.clock import Clock, derive, held_minutes
from services.questions.domain.history import Drafted, Ended, Fact, Paused, Published, Received, Resumed
from services.questions.domain.steps import StepKind
from services.questions.domain.terms import (
    DeadlinePolicy,
    ExtensionRule,
    InvalidTerm,
    PauseReason,
    TargetKind,
    TargetRule,
    Term,
    TermKind,
)
from services.questions.domain.timeline import InvalidHistory
from tests.questions.histories import (
    CULTURE,
    FIRST,
    HEALTH,
    SECOND,
    accepted,
    answered,
    bounced,
    longer,
    of,
    paused,
    reopened,
    resumed,
    reversed_at,
    routed,
    until,
)
from tests.questions.rules import HUE, hue, hue_calendar, policy_of

WORKING, CALENDAR = TermKind.WORKING_DAYS, TermKind.CALENDAR_DAYS
CLOCK, OFFICE = TermKind.CLOCK_HOURS, TermKind.OFFICE_HOURS
THREE = policy_of(WORKING, 3)
ASKED = "2026-11-16 09:00"
A_DAY = Term(WORKING, 1)
LEAD = Term(OFFICE, 1)
ALL_TARGETS = replace(
    policy_of(WORKING, 5),
    targets=(
        TargetRule(TargetKind.TRIAGE, Term(OFFICE, 4), LEAD),
        TargetRule(TargetKind.ACCEPT, Term(OFFICE, 8), LEAD),
        TargetRule(TargetKind.DRAFT, Term(WORKING, 3), LEAD),
        TargetRule(TargetKind.PUBLISH, Term(CLOCK, 24), LEAD),
    ),
)


def clock_of(history: tuple[Fact, ...], policy: DeadlinePolicy = THREE) -> Clock:
    return derive(history, policy, hue_calendar())


def last_day(clock: Clock) -> str:
    local = clock.answer.due_at.astimezone(HUE) - timedelta(microseconds=1)
    return local.date().isoformat()


@pytest.mark.parametrize(
    ("history", "why"),
    [
        ((), "its one receipt"),
        ((paused(ASKED),), "its one receipt"),
        (of(ASKED, Received(hue(ASKED))), "its one receipt"),
        (of(ASKED, routed("2026-11-16 08:59")), "its one receipt"),
        (of(ASKED, resumed("2026-11-16 10:00")), "without a pause"),
        (of(ASKED, paused("2026-11-16 10:00"), paused("2026-11-16 11:00")), "paused twice"),
        (of(ASKED, reversed_at("2026-11-16 10:00")), "no such extension"),
    ],
)
def test_facts_that_cannot_follow_one_another_are_refused(history: tuple[Fact, ...], why: str) -> None:
    with pytest.raises(InvalidHistory, match=why):
        clock_of(history)


def test_a_policy_with_two_terms_of_one_kind_is_refused() -> None:
    with pytest.raises(InvalidTerm, match="one term of each kind"):
        replace(THREE, targets=(TargetRule(TargetKind.ANSWER, A_DAY, LEAD),))


def test_an_extension_counted_otherwise_than_its_term_is_refused() -> None:
    with pytest.raises(InvalidTerm, match="counted like the term"):
        replace(THREE, extension=ExtensionRule(Term(OFFICE, 8), 1))


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ((), "2026-11-19"),
        ((paused("2026-11-17 09:00"), resumed("2026-11-17 16:00")), "2026-11-19"),
        ((paused("2026-11-17 09:00"), resumed("2026-11-18 16:00")), "2026-11-20"),
        ((paused("2026-11-18 09:00"), resumed("2026-11-25 08:00")), "2026-11-26"),
        ((paused("2026-11-19 23:59"), resumed("2026-12-31 08:00")), "2026-12-31"),
    ],
)
def test_a_pause_leaves_the_remaining_working_days_also_over_a_holiday(
    pauses: tuple[Fact, ...], expected: str
) -> None:
    assert last_day(clock_of(of(ASKED, *pauses))) == expected


def test_a_pause_of_office_hours_gives_back_just_the_office_time() -> None:
    history = of("2026-11-20 16:00", paused("2026-11-20 16:30"), resumed("2026-11-25 08:00"))
    clock = clock_of(history, policy_of(OFFICE, 4))
    assert clock.answer.due_at == hue("2026-11-25 11:30")
    assert [
        (step.kind, step.minutes) for step in clock.answer.deadline.trace if step.minutes or step.reason
    ] == [
        (StepKind.COUNTED, 30),
        (StepKind.SKIPPED, None),
        (StepKind.SKIPPED, None),
        (StepKind.PAUSED, None),
        (StepKind.SKIPPED, None),
        (StepKind.COUNTED, 210),
    ]


def test_a_pause_of_clock_hours_gives_back_the_hours() -> None:
    history = of("2026-11-21 16:30", paused("2026-11-21 18:30"), resumed("2026-11-22 00:30"))
    assert clock_of(history, policy_of(CLOCK, 24)).answer.due_at == hue("2026-11-22 22:30")


def test_while_it_is_paused_nothing_is_late_and_what_was_late_stays_late() -> None:
    target = clock_of(of(ASKED, paused("2026-11-18 10:00"))).answer
    assert (target.runs, target.is_late(hue("2027-01-01 00:00"))) == (False, False)
    late = clock_of(of(ASKED, paused("2026-11-23 10:00"))).answer
    assert (late.runs, late.is_late(hue("2026-11-23 12:00"))) == (False, True)


def test_a_pause_survives_another_owner_and_another_policy() -> None:
    history = of(ASKED, routed(ASKED), paused("2026-11-17 09:00"), routed("2026-11-18 09:00", HEALTH))
    history = (*history, resumed("2026-11-20 09:00"))
    assert last_day(clock_of(history)) == "2026-11-25"
    assert last_day(clock_of(history, policy_of(WORKING, 5))) == "2026-11-27"


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        ((longer("2026-11-18 09:00", A_DAY),), "2026-11-20"),
        ((longer("2026-11-18 09:00", A_DAY), longer("2026-11-19 09:00", A_DAY, SECOND)), "2026-11-23"),
        ((until("2026-11-18 09:00", "2026-11-25 00:00"),), "2026-11-25"),
        ((until("2026-11-18 09:00", "2026-11-26 00:00"),), "2026-11-25"),
        ((until("2026-11-18 09:00", "2026-11-26 17:00"),), "2026-11-26"),
        ((until("2026-11-18 09:00", "2026-11-22 00:00"),), "2026-11-23"),
        ((until("2026-11-18 09:00", "2026-11-17 00:00"),), "2026-11-19"),
        ((longer("2026-11-18 09:00", A_DAY), reversed_at("2026-11-19 09:00")), "2026-11-19"),
    ],
)
def test_an_extension_by_length_or_to_a_date_keeps_the_original_date(
    extensions: tuple[Fact, ...], expected: str
) -> None:
    clock = clock_of(of(ASKED, *extensions))
    assert last_day(clock) == expected
    assert clock.answer.original_due_at == hue("2026-11-20")


def test_the_trace_tells_the_days_of_an_extension_and_of_a_pause_from_the_others() -> None:
    history = of(ASKED, paused("2026-11-17 09:00"), resumed("2026-11-18 09:00"))
    trace = clock_of((*history, longer("2026-11-18 10:00", A_DAY))).answer.deadline.trace
    assert [(step.day.date.day, step.kind, step.number) for step in trace] == [
        (16, StepKind.RECEIVED, None),
        (17, StepKind.PAUSED, None),
        (18, StepKind.COUNTED, 1),
        (19, StepKind.COUNTED, 2),
        (20, StepKind.COUNTED, 3),
        (21, StepKind.SKIPPED, None),
        (22, StepKind.SKIPPED, None),
        (23, StepKind.BY_EXTENSION, 4),
    ]
    assert trace[1].reason is PauseReason.CLARIFICATION


def test_an_extension_of_office_hours_ends_at_the_instant_it_names() -> None:
    history = of("2026-11-20 16:00", until("2026-11-20 16:30", "2026-11-25 09:15"))
    target = clock_of(history, policy_of(OFFICE, 4)).answer
    assert (target.due_at, target.original_due_at) == (hue("2026-11-25 09:15"), hue("2026-11-23 10:30"))


def test_each_target_runs_from_its_own_beginning() -> None:
    history = of(ASKED, routed("2026-11-16 10:00"), accepted("2026-11-16 14:00"))
    clock = clock_of(history, ALL_TARGETS)
    found = {each.kind: (each.due_at, each.runs) for each in clock.targets}
    assert found == {
        TargetKind.TRIAGE: (hue("2026-11-16 14:30"), False),
        TargetKind.ACCEPT: (hue("2026-11-17 10:00"), False),
        TargetKind.DRAFT: (hue("2026-11-20"), True),
        TargetKind.ANSWER: (hue("2026-11-24"), True),
    }
    clock = clock_of((*history, Drafted(hue("2026-11-17 09:00")), answered("2026-11-17 10:00")), ALL_TARGETS)
    published = clock.target(TargetKind.PUBLISH)
    assert published is not None
    assert (published.due_at, published.runs) == (hue("2026-11-18 10:00"), True)
    clock = clock_of(
        (*history, answered("2026-11-17 10:00"), Published(hue("2026-11-18 11:00"))), ALL_TARGETS
    )
    published = clock.target(TargetKind.PUBLISH)
    assert published is not None
    assert (published.runs, published.is_late(hue("2027-01-01 00:00"))) == (False, True)


def test_a_bounce_begins_the_triage_again_and_leaves_the_answer_alone() -> None:
    history = of(ASKED, routed("2026-11-16 10:00"), bounced("2026-11-17 10:00"))
    clock = clock_of(history, ALL_TARGETS)
    triage = clock.target(TargetKind.TRIAGE)
    assert triage is not None
    assert (triage.began_at, triage.runs) == (hue("2026-11-17 10:00"), True)
    assert clock.target(TargetKind.ACCEPT) is None
    assert clock.answer.due_at == hue("2026-11-24")


def test_no_transfer_resets_the_reporters_term_and_each_holder_answers_for_its_own_time() -> None:
    history = of(
        ASKED,
        routed("2026-11-16 10:00"),
        bounced("2026-11-16 16:00"),
        routed("2026-11-17 08:30", HEALTH),
        paused("2026-11-17 09:30"),
        resumed("2026-11-18 09:30"),
        answered("2026-11-18 10:30"),
    )
    clock = clock_of(history)
    assert last_day(clock) == "2026-11-20"
    minutes = held_minutes(clock, hue("2027-01-01 00:00"), hue_calendar())
    assert minutes == {None: 60 + 60 + 60, CULTURE: 90 + 180, HEALTH: 60 + 60}


def test_whoever_has_it_is_charged_up_to_now() -> None:
    clock = clock_of(of(ASKED, routed("2026-11-16 10:00")))
    assert held_minutes(clock, hue("2026-11-16 10:30"), hue_calendar()) == {None: 60, CULTURE: 30}


def test_a_reopened_question_has_a_new_term_without_the_old_extensions() -> None:
    history = of(ASKED, longer(ASKED, A_DAY), answered("2026-11-17 09:00"), reopened("2026-11-18 09:00"))
    target = clock_of(history).answer
    assert (target.due_at, target.original_due_at, target.runs) == (
        hue("2026-11-24"),
        hue("2026-11-24"),
        True,
    )


def test_what_is_withdrawn_is_never_late() -> None:
    target = clock_of(of(ASKED, Ended(hue("2026-11-17 09:00")))).answer
    assert (target.runs, target.is_late(hue("2027-01-01 00:00"))) == (False, False)


instants = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31), timezones=st.just(HUE))  # noqa: DTZ001 - hypothesis adds the zone
waits = st.timedeltas(timedelta(), timedelta(days=12))
kinds = st.sampled_from(TermKind)


@given(instants, kinds, st.integers(1, 30), waits, waits)
def test_a_pause_never_shortens_a_term_and_a_longer_one_never_gives_less(
    received: datetime, kind: TermKind, amount: int, wait: timedelta, length: timedelta
) -> None:
    policy, start = policy_of(kind, amount), received + wait
    plain = derive((Received(received),), policy, hue_calendar()).answer
    ends = [
        derive(
            (Received(received), Paused(start, PauseReason.CLARIFICATION), Resumed(start + each)),
            policy,
            hue_calendar(),
        ).answer.due_at
        for each in (length, length * 2)
    ]
    assert plain.due_at <= ends[0] <= ends[1]


@given(instants, kinds, st.integers(1, 30), st.integers(1, 20), waits)
def test_an_extension_to_the_end_of_an_extension_by_length_is_the_same(
    received: datetime, kind: TermKind, amount: int, more: int, pause: timedelta
) -> None:
    policy = policy_of(kind, amount)
    start = received + timedelta(hours=1)
    begun = (Received(received), Paused(start, PauseReason.CLARIFICATION), Resumed(start + pause))
    at = (start + pause).strftime("%Y-%m-%d %H:%M:%S.%f")
    by_length = derive((*begun, longer(at, Term(kind, more))), policy, hue_calendar()).answer
    end = by_length.due_at.astimezone(HUE).strftime("%Y-%m-%d %H:%M:%S.%f")
    assert derive((*begun, until(at, end)), policy, hue_calendar()).answer.due_at == by_length.due_at


def test_the_extension_ids_are_what_is_reversed() -> None:
    history = of(ASKED, longer(ASKED, A_DAY, FIRST), longer(ASKED, A_DAY, SECOND))
    assert last_day(clock_of((*history, reversed_at("2026-11-17 09:00", SECOND)))) == "2026-11-20"
    assert date.fromisoformat(last_day(clock_of(history))) == date(2026, 11, 23)
