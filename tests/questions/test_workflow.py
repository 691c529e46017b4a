"""The table of the workflow: what is wrong with a broken one, and that nobody gets past the real one."""

from collections.abc import Iterator
from itertools import product

import pytest

from services.questions.application.commands import ActOnQuestion
from services.questions.application.handlers import CHANGES, act_on_question
from services.questions.domain.errors import DomainError, NotTheAsker
from services.questions.domain.model import Question, Status
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import TABLE, Act, BrokenTable, Part, Transition, check, parts_of
from shared.clock import FixedClock
from shared.ids import uuid7
from tests.questions.fakes import FakeUnitOfWork, store_with
from tests.questions.rules import hue
from tests.questions.test_model import LEAD, asked

HELPER, OFFICE, ASKER = uuid7(), uuid7(), uuid7()
READERS: dict[str, Reader] = {
    "asker": Reader(roles=frozenset({"reporter"}), reporter_id=ASKER),
    "dispatcher": Reader(roles=frozenset({"ioc_dispatcher"})),
    "focal officer": Reader(roles=frozenset({"focal_officer"}), agency_id=LEAD),
    "spokesperson": Reader(roles=frozenset({"spokesperson"}), agency_id=LEAD),
    "contributor": Reader(roles=frozenset({"focal_officer"}), agency_id=HELPER),
    "auditor": Reader(roles=frozenset({"auditor"})),
}
PARTS = {
    "asker": {Part.ASKER},
    "dispatcher": {Part.DISPATCHER},
    "focal officer": {Part.LEAD, Part.CLEARER},
    "spokesperson": {Part.LEAD, Part.SPEAKER},
    "contributor": {Part.CONTRIBUTOR},
    "auditor": set(),
}


def question_at(status: Status) -> Question:
    question = asked()
    question.reporter_id, question.lead_agency_id, question.status = ASKER, LEAD, status
    question.helper_agency_ids, question.clearance = [HELPER], ["focal_officer"]
    return question


def without(*acts: Act) -> tuple[Transition, ...]:
    return tuple(row for row in TABLE if row.act not in acts)


def without_the_way_to(status: Status) -> tuple[Transition, ...]:
    return tuple(row for row in TABLE if status not in row.to)


@pytest.mark.parametrize(
    ("table", "handled", "complaint"),
    [
        (without_the_way_to(Status.BOUNCED), CHANGES, "the status bounced cannot be reached"),
        (without(Act.CLARIFY, Act.GO_ON, Act.WITHDRAW, Act.MERGE), CHANGES, "from the status clarification"),
        (without(Act.RATE), CHANGES, "nobody may do rate"),
        (TABLE, set(Act) - {Act.BOUNCE}, "no handler for bounce"),
        ((*TABLE, TABLE[0]), CHANGES, "two rows for route by dispatcher in accepted"),
    ],
)
def test_a_table_with_a_hole_does_not_start(
    table: tuple[Transition, ...], handled: set[Act], complaint: str
) -> None:
    with pytest.raises(BrokenTable, match=complaint):
        check(handled, table)


def test_what_a_caller_is_follows_from_role_agency_and_question() -> None:
    question = question_at(Status.CLEARING)
    assert {name: set(parts_of(reader, question)) for name, reader in READERS.items()} == PARTS
    question.clearance = ["office"]
    office = Reader(roles=frozenset({"agency_head"}), agency_id=OFFICE)
    assert parts_of(office, question, OFFICE) == {Part.CLEARER}
    assert parts_of(READERS["focal officer"], question, OFFICE) == {Part.LEAD}
    assert parts_of(Reader(), question) == frozenset()


def wrong() -> Iterator[tuple[Act, Status, str]]:
    """Each act in each status by each caller for whom the table has no row."""
    for act, status, who in product(Act, Status, READERS):
        allowed = [r for r in TABLE if r.act is act and status in r.at and PARTS[who].intersection(r.by)]
        if not allowed:
            yield act, status, who


async def test_every_act_in_every_wrong_status_and_role_is_refused_and_says_what_is_possible() -> None:
    tried = 0
    for act, status, who in wrong():
        question, store = question_at(status), store_with()
        store.questions[question.id] = question
        uow, before = FakeUnitOfWork(store, FixedClock(hue("2026-09-21 10:00"))), dict(vars(question))
        with pytest.raises(DomainError) as refused:
            await act_on_question(_command(act, question, READERS[who]), uow)
        assert refused.value.status_hint in ("forbidden", "conflict"), (act, status, who)
        assert act.value not in refused.value.possible, (act, status, who)
        assert set(refused.value.possible) <= _rows(status, who)
        assert (store.events, store.facts, store.file, vars(question)) == ([], [], [], before)
        tried += 1
    assert tried > 1000


async def test_a_refusal_names_what_the_caller_could_do_instead() -> None:
    question, store = question_at(Status.ROUTED), store_with()
    store.questions[question.id] = question
    uow = FakeUnitOfWork(store, FixedClock(hue("2026-09-21 10:00")))
    with pytest.raises(NotTheAsker) as refused:
        await act_on_question(_command(Act.RATE, question, READERS["focal officer"]), uow)
    assert refused.value.possible == ("list_points", "transfer_point", "accept", "bounce")


def _rows(status: Status, who: str) -> set[str]:
    return {row.act.value for row in TABLE if status in row.at and PARTS[who].intersection(row.by)}


def _command(act: Act, question: Question, reader: Reader) -> ActOnQuestion:
    return ActOnQuestion(
        act=act, question_id=question.id, actor=reader, account_id=uuid7(), expected_version=1
    )
