"""Use cases on fakes: what is refused leaves nothing behind, what is done is told."""

from dataclasses import replace
from uuid import UUID

import msgspec
import pytest

from services.questions.application.commands import (
    AcceptQuestion,
    AnswerQuestion,
    PublishAnswer,
    RouteQuestion,
    SubmitQuestion,
)
from services.questions.application.handlers import (
    accept_question,
    answer_question,
    publish_answer,
    route_question,
    submit_question,
)
from services.questions.application.sweep import sweep_deadlines
from services.questions.domain.answer import Speaker, StatementForm
from services.questions.domain.errors import (
    AgencyUnknown,
    DomainError,
    EmptyText,
    InvalidText,
    NoPolicyInForce,
    NotADispatcher,
    NotAnActiveSpokesperson,
    NotTheLeadAgency,
    QuestionNotFound,
    ReporterNotVerified,
    StaleQuestion,
    TooManyQuestions,
)
from services.questions.domain.model import Question
from services.questions.domain.visibility import Reader
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fakes import FakeUnitOfWork, Store, store_with
from tests.questions.rules import hue

REPORTER, NEWSROOM, AGENCY, OTHER, ACCOUNT = (uuid7() for _ in range(5))
IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
OFFICER = Reader(roles=frozenset({"focal_officer"}), agency_id=AGENCY)
STRANGER = Reader(roles=frozenset({"agency_head"}), agency_id=OTHER)
ASK = SubmitQuestion(question_id=uuid7(), reporter_id=REPORTER, title="Một", body="Hai?")


@pytest.fixture
def uow() -> FakeUnitOfWork:
    store = store_with()
    store.reporters[REPORTER] = NEWSROOM
    store.agencies |= {AGENCY, OTHER}
    store.speakers[ACCOUNT, AGENCY] = Speaker(uuid7(), AGENCY, "Sở Minh họa", "Trần Thị Minh Họa", "Giám đốc")
    return FakeUnitOfWork(store, FixedClock(hue("2026-09-21 09:00")))


def asking(**changes: object) -> SubmitQuestion:
    return msgspec.structs.replace(ASK, question_id=uuid7(), **changes)


def told(store: Store) -> list[str]:
    return [type(event).__name__ for event in store.events]


async def accepted(uow: FakeUnitOfWork) -> Question:
    question = await submit_question(asking(addressed_agency_id=AGENCY), uow)
    return await accept_question(
        AcceptQuestion(question_id=question.id, actor=OFFICER, expected_version=2), uow
    )


def answering(question: Question, **changes: object) -> AnswerQuestion:
    command = AnswerQuestion(
        answer_id=uuid7(),
        question_id=question.id,
        actor=OFFICER,
        account_id=ACCOUNT,
        form=StatementForm.BRIEFING,
        body="Có.",
        expected_version=question.version,
    )
    return msgspec.structs.replace(command, **changes)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (asking(reporter_id=None), ReporterNotVerified),
        (asking(reporter_id=uuid7()), ReporterNotVerified),
        (asking(title=" "), EmptyText),
        (asking(body="\x00"), InvalidText),
        (asking(addressed_agency_id=UUID(int=1)), AgencyUnknown),
    ],
)
async def test_a_refused_question_leaves_neither_row_nor_event(
    uow: FakeUnitOfWork, command: SubmitQuestion, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        await submit_question(command, uow)
    assert (uow.store.questions, uow.store.events) == ({}, [])


async def test_the_fourth_question_of_three_a_day_is_refused(uow: FakeUnitOfWork) -> None:
    for _ in range(3):
        await submit_question(asking(), uow)
    with pytest.raises(TooManyQuestions):
        await submit_question(asking(), uow)


async def test_without_rules_nothing_is_promised(uow: FakeUnitOfWork) -> None:
    uow.store.rules = None
    with pytest.raises(NoPolicyInForce):
        await submit_question(asking(), uow)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"actor": STRANGER}, QuestionNotFound),
        ({"question_id": uuid7()}, QuestionNotFound),
        ({"actor": IOC}, NotTheLeadAgency),
        ({"account_id": uuid7()}, NotAnActiveSpokesperson),
        ({"account_id": None}, NotAnActiveSpokesperson),
        ({"expected_version": 1}, StaleQuestion),
        ({"body": "\u2028 "}, EmptyText),
    ],
)
async def test_a_refused_answer_leaves_the_question_open(
    uow: FakeUnitOfWork, change: dict[str, object], refusal: type[DomainError]
) -> None:
    question = await accepted(uow)
    before = told(uow.store)
    with pytest.raises(refusal):
        await answer_question(answering(question, **change), uow)
    assert told(uow.store) == before
    assert uow.store.questions[question.id].answered_at is None


@pytest.mark.parametrize("second_role", ["auditor", "department_officer"])
async def test_seeing_every_question_gives_no_right_to_act_on_it(
    uow: FakeUnitOfWork, second_role: str
) -> None:
    question = (await answer_question(answering(await accepted(uow)), uow)).question
    other = await submit_question(asking(), uow)
    both = replace(STRANGER, roles=STRANGER.roles | {second_role})
    publish = PublishAnswer(question_id=question.id, actor=both, expected_version=question.version)
    with pytest.raises(NotTheLeadAgency):
        await publish_answer(publish, uow)
    with pytest.raises(NotADispatcher):
        await route_question(routing(other, actor=both), uow)


def routing(question: Question, actor: Reader) -> RouteQuestion:
    return RouteQuestion(
        question_id=question.id,
        actor=actor,
        account_id=ACCOUNT,
        agency_id=AGENCY,
        reason=None,
        expected_version=question.version,
    )


async def test_where_ioc_confirms_an_addressed_question_waits(uow: FakeUnitOfWork) -> None:
    uow.addressing = "confirm"
    question = await submit_question(asking(addressed_agency_id=AGENCY), uow)
    assert question.lead_agency_id is None
    assert told(uow.store) == ["QuestionSubmitted"]
    assert (await route_question(routing(question, IOC), uow)).lead_agency_id == AGENCY


async def test_a_released_answer_carries_its_speaker_and_its_time(uow: FakeUnitOfWork) -> None:
    question = await accepted(uow)
    done = await answer_question(answering(question), uow)
    assert done.answer.spokesperson_name == "Trần Thị Minh Họa"
    assert (done.answer.on_time, done.answer.office_minutes) == (True, 0)
    await publish_answer(
        PublishAnswer(question_id=question.id, actor=IOC, expected_version=done.question.version), uow
    )
    assert told(uow.store)[-2:] == ["AnswerReleased", "AnswerPublished"]


async def test_the_sweep_works_batch_by_batch_until_nothing_is_due(uow: FakeUnitOfWork) -> None:
    for _ in range(3):
        await submit_question(asking(), uow)
    later = FixedClock(hue("2026-10-21 09:00"))
    swept = await sweep_deadlines(lambda: FakeUnitOfWork(uow.store, later), batch=2)
    assert swept == 6
    assert await sweep_deadlines(lambda: FakeUnitOfWork(uow.store, later), batch=2) == 0


async def test_a_question_keeps_the_rules_it_was_opened_under(uow: FakeUnitOfWork) -> None:
    assert uow.store.rules is not None
    question = await submit_question(asking(), uow)
    newer = replace(uow.store.rules.policy, version="test-2")
    uow.store.rules = msgspec.structs.replace(uow.store.rules, policy=newer)
    other = await submit_question(asking(), uow)
    assert (question.policy_version, other.policy_version) == ("test-1", "test-2")
