"""Use cases on fakes: what is refused leaves nothing behind, what is done is told."""

from dataclasses import replace
from uuid import UUID

import msgspec
import pytest

from services.questions.application.commands import ActOnQuestion, SubmitQuestion
from services.questions.application.commands.details import Answered, Detail, Routed
from services.questions.application.handlers import act_on_question, submit_question
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
from services.questions.domain.workflow import Act
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fakes import FakeUnitOfWork, Store, store_with
from tests.questions.rules import hue

REPORTER, NEWSROOM, AGENCY, OTHER, ACCOUNT = (uuid7() for _ in range(5))
IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
SPEAKER = Reader(roles=frozenset({"spokesperson"}), agency_id=AGENCY)
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


def acting(act: Act, question: Question, actor: Reader, details: Detail | None = None) -> ActOnQuestion:
    return ActOnQuestion(
        act=act,
        question_id=question.id,
        actor=actor,
        account_id=ACCOUNT,
        expected_version=question.version,
        details=details,
    )


async def accepted(uow: FakeUnitOfWork) -> Question:
    question = await submit_question(asking(addressed_agency_id=AGENCY), uow)
    return (await act_on_question(acting(Act.ACCEPT, question, OFFICER), uow)).question


def answering(question: Question, **changes: object) -> ActOnQuestion:
    said = Answered(form=StatementForm.BRIEFING, body=str(changes.pop("body", "Có.")))
    return msgspec.structs.replace(acting(Act.ANSWER, question, SPEAKER, said), **changes)


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
        ({"actor": IOC}, NotAnActiveSpokesperson),
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
        await act_on_question(answering(question, **change), uow)
    assert told(uow.store) == before
    assert uow.store.questions[question.id].answered_at is None


@pytest.mark.parametrize("second_role", ["auditor", "department_officer"])
async def test_seeing_every_question_gives_no_right_to_act_on_it(
    uow: FakeUnitOfWork, second_role: str
) -> None:
    question = (await act_on_question(answering(await accepted(uow)), uow)).question
    other = await submit_question(asking(), uow)
    both = replace(STRANGER, roles=STRANGER.roles | {second_role})
    with pytest.raises(NotTheLeadAgency):
        await act_on_question(acting(Act.PUBLISH, question, both), uow)
    with pytest.raises(NotADispatcher):
        await act_on_question(routing(other, actor=both), uow)


def routing(question: Question, actor: Reader) -> ActOnQuestion:
    return acting(Act.ROUTE, question, actor, Routed(agency_id=AGENCY))


async def test_where_ioc_confirms_an_addressed_question_waits(uow: FakeUnitOfWork) -> None:
    uow.addressing = "confirm"
    question = await submit_question(asking(addressed_agency_id=AGENCY), uow)
    assert question.lead_agency_id is None
    assert told(uow.store) == ["QuestionSubmitted"]
    assert (await act_on_question(routing(question, IOC), uow)).question.lead_agency_id == AGENCY


async def test_a_released_answer_carries_its_speaker_and_its_time(uow: FakeUnitOfWork) -> None:
    question = await accepted(uow)
    done = await act_on_question(answering(question), uow)
    assert done.answer is not None
    assert done.answer.spokesperson_name == "Trần Thị Minh Họa"
    assert (done.answer.on_time, done.answer.office_minutes) == (True, 0)
    await act_on_question(acting(Act.PUBLISH, done.question, IOC), uow)
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
