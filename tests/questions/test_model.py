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
    AlreadyPublished,
    AlreadyRoutedThere,
    DomainError,
    NotTheLeadAgency,
    QuestionClosed,
    StaleQuestion,
    WrongStatus,
)
from services.questions.domain.model import Outcome, Publication, Question, Status, Submission
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


def accepted() -> Question:
    question = routed()
    question.accept(LEAD, ASKED)
    return question


def closed() -> Question:
    question = accepted()
    question.close_with(answer_to(question))
    return question


def published() -> Question:
    question = closed()
    question.publish(ASKED)
    return question


@pytest.mark.parametrize(
    ("make", "act", "refusal"),
    [
        (routed, lambda q: q.route(LEAD, ASKED), AlreadyRoutedThere),
        (closed, lambda q: q.route(OTHER, ASKED), QuestionClosed),
        (asked, lambda q: q.accept(LEAD, ASKED), NotTheLeadAgency),
        (routed, lambda q: q.accept(OTHER, ASKED), NotTheLeadAgency),
        (routed, lambda q: q.accept(None, ASKED), NotTheLeadAgency),
        (accepted, lambda q: q.accept(LEAD, ASKED), WrongStatus),
        (closed, lambda q: q.accept(LEAD, ASKED), QuestionClosed),
        (asked, lambda q: q.close_with(answer_to(q)), NotTheLeadAgency),
        (routed, lambda q: q.close_with(answer_to(q)), WrongStatus),
        (closed, lambda q: q.close_with(answer_to(q)), QuestionClosed),
        (accepted, lambda q: q.publish(ASKED), WrongStatus),
        (published, lambda q: q.publish(ASKED), AlreadyPublished),
        (routed, lambda q: q.expect(1), StaleQuestion),
    ],
)
def test_a_refused_act_changes_nothing(
    make: Callable[[], Question], act: Callable[[Question], object], refusal: type[DomainError]
) -> None:
    question = make()
    before = dict(vars(question))
    with pytest.raises(refusal):
        act(question)
    assert vars(question) == before


def test_every_step_is_one_version() -> None:
    versions = [make().version for make in (asked, routed, accepted, closed, published)]
    assert versions == [1, 2, 3, 4, 5]


def test_status_outcome_and_publication_are_three_things() -> None:
    question = closed()
    assert (question.status, question.outcome) == (Status.CLOSED, Outcome.ANSWERED)
    assert question.publication is Publication.UNPUBLISHED


def test_rerouting_takes_the_acceptance_back_and_never_resets_the_term() -> None:
    question = accepted()
    routing = question.route(OTHER, ASKED + timedelta(days=2))
    assert routing.previous_agency_id == LEAD
    assert (question.status, question.accepted_at, question.lead_agency_id) == (Status.ROUTED, None, OTHER)
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
