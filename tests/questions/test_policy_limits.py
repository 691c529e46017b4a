"""What a policy allows: so many extensions in a round, so much in all, and pauses for its reasons only."""

import asyncio
from dataclasses import replace
from datetime import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.questions.application.commands import ActOnQuestion
from services.questions.application.commands.details import Decided, Detail, MoreTime, Reasoned, Said
from services.questions.application.handlers import act_on_question
from services.questions.application.ports import Rules
from services.questions.domain.clock import derive
from services.questions.domain.errors import (
    DomainError,
    ExtensionOverCap,
    ExtensionPending,
    ExtensionUsed,
    PauseNotAllowed,
)
from services.questions.domain.history import Extended, Received
from services.questions.domain.model import ExtensionState, Question, Status
from services.questions.domain.pausing import require_allowed
from services.questions.domain.terms import ExtensionRule, PauseReason, Term, TermKind
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act
from services.questions.entrypoints.seed import SeedFile, load
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fakes import FakeUnitOfWork, store_with
from tests.questions.house import House, problem
from tests.questions.rules import hue, hue_calendar, policy_of
from tests.questions.strict import POLICY
from tests.questions.test_model import LEAD, asked

IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
OFFICER = Reader(roles=frozenset({"focal_officer"}), agency_id=LEAD)
DAYS = TermKind.WORKING_DAYS


class Desk:
    """One accepted question under a policy, and the acts about its time."""

    def __init__(self, **policy: object) -> None:
        self.store = store_with()
        rules = replace(policy_of(DAYS, 5), **policy)  # type: ignore[arg-type]  # a test's own fields
        self.store.rules = Rules(rules, hue_calendar())
        question = asked()
        question.lead_agency_id, question.status = LEAD, Status.ACCEPTED
        self.store.questions[question.id] = question
        self.id = question.id
        self.uow = FakeUnitOfWork(self.store, FixedClock(hue("2026-09-21 10:00")))

    @property
    def question(self) -> Question:
        return self.store.questions[self.id]

    async def act(self, act: Act, actor: Reader, details: Detail) -> None:
        command = _command(act, self.question, actor, details)
        await act_on_question(command, self.uow)

    async def request(self, days: int) -> None:
        await self.act(Act.REQUEST_EXTENSION, OFFICER, MoreTime(reason="Chờ", kind=DAYS, amount=days))

    async def decide(self, *, granted: bool = True) -> None:
        await self.act(Act.DECIDE_EXTENSION, IOC, Decided(granted=granted, reason="Vì"))

    async def reverse(self) -> None:
        await self.act(Act.REVERSE_EXTENSION, IOC, Reasoned(reason="Vì"))


def _command(act: Act, question: Question, actor: Reader, details: Detail) -> ActOnQuestion:
    return ActOnQuestion(
        act=act,
        question_id=question.id,
        actor=actor,
        account_id=uuid7(),
        expected_version=question.version,
        details=details,
    )


async def test_a_pause_for_a_reason_that_the_policy_does_not_name_is_refused_and_leaves_nothing() -> None:
    desk = Desk(pause_reasons=frozenset({PauseReason.OTHER_AUTHORITY}))
    before = dict(vars(desk.question))
    with pytest.raises(PauseNotAllowed) as refused:
        await desk.act(Act.REQUEST_CLARIFICATION, OFFICER, Said(text="Cầu nào?"))
    assert refused.value.params == {"policy": "test-1", "reason": "clarification"}
    assert (vars(desk.question), desk.store.facts, desk.store.events) == (before, [], [])


@given(allowed=st.frozensets(st.sampled_from(PauseReason)), wanted=st.lists(st.sampled_from(PauseReason)))
def test_reasons_are_allowed_exactly_where_the_policy_names_each(
    allowed: frozenset[PauseReason], wanted: list[PauseReason]
) -> None:
    policy = replace(policy_of(DAYS, 5), pause_reasons=allowed)
    if set(wanted) <= allowed:
        require_allowed(wanted, policy)
    else:
        with pytest.raises(PauseNotAllowed):
            require_allowed(wanted, policy)


async def test_one_extension_after_the_other_and_no_more_than_the_policy_says() -> None:
    desk = Desk(extension=ExtensionRule(Term(DAYS, 5), 2))
    await desk.request(1)
    with pytest.raises(ExtensionPending) as refused:
        await desk.request(1)
    assert "request_extension" not in refused.value.possible
    await desk.decide(granted=False)
    await desk.request(1)
    await desk.decide()
    with pytest.raises(ExtensionUsed) as used:
        await desk.request(1)
    assert "request_extension" not in used.value.possible


async def test_the_cap_holds_for_all_extensions_of_a_round_together() -> None:
    desk = Desk(extension=ExtensionRule(Term(DAYS, 3), 2))
    await desk.request(2)
    await desk.decide()
    with pytest.raises(ExtensionOverCap):
        await desk.request(2)
    await desk.request(1)
    await desk.decide()
    assert desk.question.due_at == _at_most(3)


async def test_a_request_from_before_the_number_was_kept_counts_as_the_only_one() -> None:
    desk = Desk(extension=ExtensionRule(Term(DAYS, 5), 3))
    question = desk.question
    known = {"id": str(uuid7()), "kind": "WORKING_DAYS", "amount": 1, "until": None}
    question.extension, question.extension_asked = ExtensionState.DENIED, known
    with pytest.raises(ExtensionUsed):
        await desk.request(1)


steps = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(("grant", "deny", "reverse"))), max_size=6)


@settings(max_examples=60, deadline=None)
@given(steps=steps, times=st.integers(1, 4), most=st.integers(1, 4))
def test_whatever_is_asked_and_decided_neither_number_nor_cap_is_passed(
    steps: list[tuple[int, str]], times: int, most: int
) -> None:
    desk = Desk(extension=ExtensionRule(Term(DAYS, most), times))
    requests = asyncio.run(_played(desk, steps))
    assert requests <= times
    assert desk.question.due_at <= _at_most(most)


async def _played(desk: Desk, steps: list[tuple[int, str]]) -> int:
    requests = 0
    for days, fate in steps:
        try:
            await desk.request(days)
        except DomainError:
            continue
        requests += 1
        await desk.decide(granted=fate != "deny")
        if fate == "reverse":
            await desk.reverse()
    return requests


def _at_most(days: int) -> datetime:
    question = asked()
    more = Extended(hue("2026-09-21 10:00"), uuid7(), Term(DAYS, days), None)
    return derive([Received(question.submitted_at), more], policy_of(DAYS, 5), hue_calendar()).answer.due_at


async def test_over_http_the_refusals_name_policy_and_reason(house: House) -> None:
    file = msgspec.convert(POLICY, SeedFile)
    policy = msgspec.structs.replace(
        file.policies[0], version="no-pause-1", pause_reasons=frozenset({PauseReason.FORCE_MAJEURE})
    )
    await load(msgspec.structs.replace(file, policies=(policy,)), house.database)
    question = await house.ask()
    refused = await house.act(question, "clarification-requests", house.dispatcher(), text="Cầu nào?")
    problem(refused, 422, "pause-not-allowed")
    assert "no-pause-1" in refused.json()["detail"]
    assert "clarification" in refused.json()["detail"]
    pause = {"since": "2026-09-22T09:00:00+07:00"}
    body = {"received_at": "2026-09-21T09:00:00+07:00", "pauses": [pause]}
    counted = await house.http.post("/deadline-calculations", json=body)
    problem(counted, 422, "pause-not-allowed", "pauses")
    vietnamese = {"accept-language": "vi"}
    counted = await house.http.post("/deadline-calculations", json=body, headers=vietnamese)
    assert "không cho phép tạm dừng" in counted.json()["detail"]
