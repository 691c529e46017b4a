"""Questions from before inner terms were kept get theirs once, in batches, whoever does it."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from services.questions.adapters.rulebook import RuleConflict, SqlRuleBook
from services.questions.application.catching_up import catch_up
from services.questions.application.sweep import sweep_deadlines
from services.questions.entrypoints.seed import SeedFile, load
from shared.contracts.questions import QuestionEscalated, TargetBreached
from tests.questions.house import ASKED, House
from tests.questions.rules import hue
from tests.questions.strict import POLICY

OLD = "old-1"


def policy(**changes: object) -> SeedFile:
    """The strict policy under the older version."""
    source = msgspec.convert(POLICY, SeedFile).policies[0]
    return SeedFile(policies=(msgspec.structs.replace(source, version=OLD, **changes),))


async def forget(house: House) -> None:
    """As it was before migration 0006: a policy without details, and nothing to be told but the answer's."""
    await house.database.fetch("UPDATE deadline_policies SET details = '{}' WHERE version = $1", OLD)
    await house.database.fetch("DELETE FROM question_wakeups")


async def waking(house: House) -> dict[str, Counter[UUID]]:
    """Questions by the kind of what will be told of them."""
    found: dict[str, Counter[UUID]] = {}
    for row in await house.database.fetch("SELECT kind, question_id FROM question_wakeups"):
        found.setdefault(row["kind"], Counter())[row["question_id"]] += 1
    return found


@pytest.fixture
async def aged(house: House) -> House:
    """Five unrouted questions, one accepted, one answered and one closed for good, all without wakeups."""
    await load(policy(), house.database)
    for _ in range(5):
        await house.ask()
    await house.done(await house.ask(addressed_agency_id=str(house.agency)), "acceptance", house.officer())
    await house.answered()
    await house.done(await house.ask(), "withdrawal", house.reporter(), reason="Thôi")
    await forget(house)
    return house


async def test_a_version_keeps_its_meaning_once_its_details_are_told(aged: House) -> None:
    with pytest.raises(RuleConflict):
        await load(policy(amount=6), aged.database)
    await load(policy(), aged.database)
    with pytest.raises(RuleConflict):
        await load(policy(targets=()), aged.database)


async def test_open_questions_get_their_inner_terms_and_nobody_else(aged: House) -> None:
    aged.office.rulebook = SqlRuleBook(aged.database)
    assert await catch_up(aged.office.unit) == 0
    # A process that runs has met the version without its details.
    versions = (await aged.database.fetch("SELECT policy_version, calendar_version FROM questions"))[0]
    assert (await aged.office.rulebook.rules(*versions)).policy.targets == ()
    await load(policy(), aged.database)
    assert await catch_up(aged.office.unit, batch=3) == 7
    found = await waking(aged)
    assert {kind: len(ids) for kind, ids in found.items()} == {"triage": 7, "accept": 2, "escalation": 7}
    running = await aged.database.fetch(
        "SELECT kind, count(*) AS n FROM question_wakeups WHERE runs GROUP BY kind ORDER BY kind"
    )
    assert [tuple(row.values()) for row in running] == [("escalation", 6), ("triage", 5)]


async def test_what_was_late_is_told_once_with_the_ladder(aged: House) -> None:
    await load(policy(), aged.database)
    await catch_up(aged.office.unit)
    aged.clock.set(hue("2026-09-30 07:30"))
    for _ in range(2):
        await sweep_deadlines(aged.office.unit)
        await load(policy(), aged.database)
        assert await catch_up(aged.office.unit) == 0
    told = await aged.told()
    assert sum(isinstance(one, TargetBreached) for one in told) == 5
    assert sum(isinstance(one, QuestionEscalated) for one in told) == 2 * 6


async def test_three_workers_do_it_once_and_what_is_held_waits(aged: House) -> None:
    await load(policy(), aged.database)
    held = await aged.database.fetch("SELECT question_id FROM wakeups_to_derive ORDER BY question_id LIMIT 1")
    async with aged.office.unit() as uow:
        await uow.questions.get(held[0]["question_id"])
        done = await asyncio.gather(*(catch_up(aged.office.unit, batch=2) for _ in range(3)))
        assert sum(done) == 6
    assert await catch_up(aged.office.unit) == 1
    assert await aged.database.fetch("SELECT FROM wakeups_to_derive") == []


async def test_an_act_in_between_is_not_undone(aged: House) -> None:
    await load(policy(), aged.database)
    row = (await aged.database.fetch("SELECT id, version FROM questions WHERE status = 'submitted' LIMIT 1"))[
        0
    ]
    aged.clock.set(ASKED + timedelta(minutes=5))
    question = {"id": row["id"], "version": row["version"]}
    await aged.done(question, "routing", aged.dispatcher(), agency_id=str(aged.agency))
    before = await aged.database.fetch(
        "SELECT * FROM question_wakeups WHERE question_id = $1 ORDER BY kind", row["id"]
    )
    await catch_up(aged.office.unit)
    after = await aged.database.fetch(
        "SELECT * FROM question_wakeups WHERE question_id = $1 ORDER BY kind", row["id"]
    )
    assert [tuple(one.values()) for one in after] == [tuple(one.values()) for one in before]


async def test_a_history_that_makes_no_sense_holds_nobody_up(aged: House) -> None:
    await load(policy(), aged.database)
    await aged.database.fetch(
        "INSERT INTO question_facts (question_id, kind, at, data) "
        "SELECT id, 'Resumed', now(), jsonb_build_object('at', now()) FROM questions "
        "WHERE status = 'submitted' LIMIT 1"
    )
    assert await catch_up(aged.office.unit) == 7
    assert len((await waking(aged))["triage"]) == 6
