"""The rules of a question's way, without any I/O."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questions.domain.answer import Answer, StatementForm
from services.questions.domain.deadline import due
from services.questions.domain.errors import (
    AlreadyRoutedThere,
    DomainError,
    PointsLeft,
    PointUnknown,
    StaleQuestion,
)
from services.questions.domain.model import Outcome, PointState, Publication, Question, Status, Submission
from services.questions.domain.model.points import numbered, reopened, settled, still_open, with_state
from services.questions.domain.terms import TermKind
from shared.ids import uuid7
from tests.questions.rules import hue, hue_calendar, policy_of

ASKED = hue("2026-09-21 09:00")
DUE = hue("2026-09-29 00:00")
LEAD, OTHER = uuid7(), uuid7()


def asked() -> Question:
    policy, calendar = policy_of(TermKind.WORKING_DAYS, 5), hue_calendar()
    return Question.submit(
        Submission(
            question_id=uuid7(),
            code="Q-2026-000001",
            reporter_id=uuid7(),
            press_agency_id=uuid7(),
            addressed_agency_id=None,
            title="Một",
            body="Hai?",
            submitted_at=ASKED,
            deadline=due(ASKED, policy, calendar),
            policy_version=policy.version,
            calendar_version=calendar.version,
        )
    )


def answer_to(question: Question) -> Answer:
    return Answer(
        id=uuid7(),
        question_id=question.id,
        spokesperson_id=uuid7(),
        agency_id=LEAD,
        agency_name="Sở Minh họa",
        spokesperson_name="Trần Thị Minh Họa",
        spokesperson_position="Phó Giám đốc",
        form=StatementForm.BRIEFING,
        body="Có.",
        answered_at=ASKED + timedelta(hours=1),
        on_time=True,
        office_minutes=60,
    )


def routed() -> Question:
    question = asked()
    question.route(LEAD, ASKED)
    return question


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda q: q.route(LEAD, ASKED), AlreadyRoutedThere),
        (lambda q: q.expect(7), StaleQuestion),
    ],
)
def test_a_refused_change_changes_nothing(
    act: Callable[[Question], object], refusal: type[DomainError]
) -> None:
    question = routed()
    before = dict(vars(question))
    with pytest.raises(refusal):
        act(question)
    assert vars(question) == before


def test_ioc_may_send_a_bounced_question_back_to_the_same_agency() -> None:
    question = routed()
    question.status = Status.BOUNCED
    assert question.route(LEAD, ASKED).previous_agency_id == LEAD


def test_a_window_keeps_the_answer_for_the_asker_until_it_has_passed() -> None:
    question = routed()
    question.close(Outcome.ANSWERED, ASKED)
    assert not question.publish(ASKED, timedelta(hours=2))
    assert question.publication is Publication.EXCLUSIVE
    assert question.publish(ASKED + timedelta(hours=2), timedelta(hours=2))
    assert (question.publication, question.published_round) == (Publication.PUBLISHED, 1)


def test_a_new_round_keeps_what_is_public_and_takes_back_what_is_exclusive() -> None:
    public, exclusive = routed(), routed()
    for question, hours in ((public, 0), (exclusive, 2)):
        question.close(Outcome.ANSWERED, ASKED)
        question.publish(ASKED, timedelta(hours=hours))
        question.reopen()
    assert (public.publication, public.published_round, public.round) == (Publication.PUBLISHED, 1, 2)
    assert (exclusive.publication, exclusive.exclusive_until) == (Publication.UNPUBLISHED, None)


def test_every_point_is_answered_refused_or_transferred() -> None:
    points = with_state(numbered(["Một", "Hai", "Ba"]), [3], PointState.TRANSFERRED)
    with pytest.raises(PointsLeft):
        settled(points, [(1, PointState.ANSWERED)])
    with pytest.raises(PointUnknown):
        settled(points, [(1, PointState.ANSWERED), (3, PointState.ANSWERED)])
    done = settled(points, [(1, PointState.ANSWERED), (2, PointState.REFUSED)])
    assert still_open(done) == []
    assert still_open(reopened(done, [2])) == [2]
    assert still_open(reopened(done, [])) == [1, 2]
    with pytest.raises(PointUnknown):
        reopened(done, [3])


def test_rerouting_takes_the_acceptance_back_and_never_resets_the_term() -> None:
    question = routed()
    question.accepted_at = ASKED
    routing = question.route(OTHER, ASKED + timedelta(days=2))
    assert routing.previous_agency_id == LEAD
    assert question.accepted_at is None
    assert (question.submitted_at, question.due_at) == (ASKED, DUE)


def test_a_breach_is_noticed_once_and_not_before_its_time() -> None:
    question = routed()
    noticed = [question.notice_breach(at) for at in (DUE - timedelta(microseconds=1), DUE, DUE)]
    assert noticed == [False, True, False]


CANONICAL = (
    '{"agency_id":"00000000-0000-0000-0000-000000000003","agency_name":"Sở Minh họa",'
    '"answer_id":"00000000-0000-0000-0000-000000000001","answered_at":"2026-09-22T01:00:00.000000+00:00",'
    '"body":"Có.","form":"BRIEFING","question_id":"00000000-0000-0000-0000-000000000002",'
    '"spokesperson_name":"Trần Thị Minh Họa","spokesperson_position":"Phó Giám đốc"}'
)


def test_the_hash_of_an_answer_is_that_of_its_canonical_form() -> None:
    fixed = replace(
        answer_to(asked()),
        id=UUID(int=1),
        question_id=UUID(int=2),
        agency_id=UUID(int=3),
        answered_at=hue("2026-09-22 08:00"),
    )
    expected = hashlib.sha256(CANONICAL.encode()).hexdigest()
    assert fixed.content_hash() == expected
    assert replace(fixed, answered_at=fixed.answered_at.astimezone(UTC)).content_hash() == expected
    assert replace(fixed, on_time=False, office_minutes=9).content_hash() == expected


@given(st.text(min_size=1), st.text(min_size=1))
def test_another_word_gives_another_hash(first: str, second: str) -> None:
    answer = answer_to(asked())
    same = replace(answer, body=first).content_hash() == replace(answer, body=second).content_hash()
    assert same == (first == second)
