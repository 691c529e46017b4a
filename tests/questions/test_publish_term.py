"""A publication that waits is due anew when the calendar changes; the answer's own term stays as judged."""

import asyncio
from datetime import datetime
from typing import Any

import msgspec
import pytest

from services.questions.application.catching_up import catch_up
from services.questions.application.rederiving import rederive
from services.questions.application.rederiving_publication import rederive_publication
from services.questions.application.sweep import sweep_deadlines
from services.questions.entrypoints.seed import SeedFile, load
from shared.contracts.questions import DeadlineRecomputed, TargetBreached
from tests.questions.house import House, MakeHouse
from tests.questions.rules import hue
from tests.questions.strict import POLICY
from tests.questions.test_calendar_change import STORM, change

PUBLISH = {
    "kind": "publish",
    "term": {"kind": "OFFICE_HOURS", "amount": 8},
    "approaching_before": {"kind": "OFFICE_HOURS", "amount": 1},
}


@pytest.fixture
async def strict(make_house: MakeHouse) -> House:
    """A house whose policy has a term to publish."""
    made = make_house()
    await made.furnish()
    policy = {**POLICY["policies"][0], "version": "publish-1", "targets": [PUBLISH]}
    await load(msgspec.convert({"policies": [policy]}, SeedFile), made.database)
    return made


async def answered(house: House) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    house.clock.set(hue("2026-09-22 15:00"))
    await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    return await seen(house, question)


async def seen(house: House, question: dict[str, Any]) -> dict[str, Any]:
    found = await house.http.get(f"/questions/{question['id']}", headers=house.officer())
    return dict(found.json())


async def term(house: House, question: dict[str, Any], kind: str = "publish") -> dict[str, Any]:
    address = f"/questions/{question['id']}/deadline"
    view = (await house.http.get(address, headers=house.officer())).json()
    [found] = [each for each in view["targets"] if each["target"] == kind]
    return dict(found)


async def late(house: House, at: datetime) -> list[str]:
    house.clock.set(at)
    await sweep_deadlines(house.office.unit)
    return [one.target for one in await house.told() if isinstance(one, TargetBreached)]


async def test_a_day_off_moves_what_waits_to_be_published_once_with_three_workers(strict: House) -> None:
    question = await answered(strict)
    before, answer = await term(strict, question), await term(strict, question, "answer")
    assert (await change(strict, STORM)).status_code == 201
    assert await rederive(strict.office.unit) == 0
    done = await asyncio.gather(*(rederive_publication(strict.office.unit, batch=1) for _ in range(3)))
    assert sum(done) == 1
    assert await rederive_publication(strict.office.unit) == 0
    moved = await term(strict, question)
    assert moved["due_at"] > before["due_at"]
    assert await term(strict, question, "answer") == answer
    assert await seen(strict, question) == question
    assert [one for one in await strict.told() if isinstance(one, DeadlineRecomputed)] == []
    records = await strict.database.fetch("SELECT FROM audit WHERE action = 'publication.recomputed'")
    assert len(records) == 1


async def test_it_is_told_late_when_the_moved_term_has_ended_and_not_before(strict: House) -> None:
    question = await answered(strict)
    before = await term(strict, question)
    await change(strict, STORM)
    await rederive_publication(strict.office.unit)
    moved = await term(strict, question)
    assert await late(strict, datetime.fromisoformat(before["due_at"])) == []
    assert await late(strict, hue("2026-09-25 07:30")) == ["publish"]
    assert moved["due_at"] < "2026-09-25"


async def test_what_was_published_stays_as_it_was_judged(strict: House) -> None:
    question = await answered(strict)
    await change(strict, STORM)
    await rederive_publication(strict.office.unit)
    strict.clock.set(hue("2026-09-24 08:00"))
    await strict.done(question, "publication", strict.officer())
    published = await term(strict, question)
    assert (published["late"], published["runs"]) == (False, False)
    await change(strict, {**STORM, "day": "2026-09-25"})
    assert await rederive_publication(strict.office.unit) == 0
    assert await term(strict, question) == published


async def test_a_question_that_is_still_to_be_caught_up_on_is_not_put_back_to_the_old_day(
    strict: House,
) -> None:
    question = await answered(strict)
    await strict.database.fetch("INSERT INTO wakeups_to_derive SELECT id FROM questions")
    await change(strict, STORM)
    for _ in range(2):
        await rederive_publication(strict.office.unit)
        await catch_up(strict.office.unit)
    [row] = await strict.database.fetch("SELECT due_at FROM question_wakeups WHERE kind = 'publish'")
    assert row["due_at"] == datetime.fromisoformat((await term(strict, question))["due_at"])
    assert await late(strict, hue("2026-09-23 15:00")) == []
    records = await strict.database.fetch("SELECT FROM audit WHERE action = 'publication.recomputed'")
    assert len(records) == 1
