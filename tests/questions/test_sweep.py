"""What time brings is told once, by however many workers, at the cost of what is due."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from services.questions.application.sweep import sweep_deadlines
from shared.contracts.questions import DeadlineApproaching, DeadlineBreached
from tests.questions.house import House
from tests.questions.rules import hue

DUE = hue("2026-09-29 00:00")


async def told(house: House) -> list[str]:
    """The deadline events in the outbox, in order."""
    return [
        type(event).__name__
        for event in await house.told()
        if isinstance(event, DeadlineApproaching | DeadlineBreached)
    ]


async def sweep(house: House) -> int:
    return await sweep_deadlines(house.office.unit)


async def many(house: House, number: int) -> None:
    """So many open questions, copied from one."""
    question = await house.ask()
    columns = [column for column in await _columns(house) if column not in ("id", "code")]
    names = ", ".join(columns)
    await house.database.fetch(
        f"INSERT INTO questions (id, code, {names}) SELECT gen_random_uuid(), 'C-' || n, {names} "
        f"FROM questions, generate_series(2, {number}) AS n WHERE code = $1",
        question["code"],
    )


async def _columns(house: House) -> list[str]:
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = 'questions'"
    return [row["column_name"] for row in await house.database.fetch(query)]


async def test_before_its_time_nothing_is_told(house: House) -> None:
    await house.ask()
    house.clock.set(hue("2026-09-28 07:29"))
    assert await sweep(house) == 0
    assert await told(house) == []


async def test_nothing_is_told_late_that_was_not_warned_of_before(house: House) -> None:
    await house.ask()
    house.clock.set(DUE)
    async with house.office.unit() as uow:
        assert await uow.deadlines.claim_breached(DUE, 1) == []
    assert await sweep(house) == 2
    assert await told(house) == ["DeadlineApproaching", "DeadlineBreached"]


async def test_the_warning_and_the_breach_are_told_each_in_its_time_and_once(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    house.clock.set(hue("2026-09-28 07:30"))
    assert [await sweep(house), await sweep(house)] == [1, 0]
    house.clock.set(DUE - timedelta(microseconds=1))
    assert await sweep(house) == 0
    house.clock.set(DUE)
    assert [await sweep(house), await sweep(house)] == [1, 0]
    assert await told(house) == ["DeadlineApproaching", "DeadlineBreached"]
    breach = (await house.told())[-1]
    assert isinstance(breach, DeadlineBreached)
    assert (breach.aggregate_version, breach.agency_id, breach.due_at) == (4, house.agency, DUE)
    assert str(breach.question_id) == question["id"]


async def test_after_a_long_sleep_both_are_told_in_their_order(house: House) -> None:
    await house.ask()
    house.clock.set(DUE + timedelta(days=30))
    assert await sweep(house) == 2
    assert await told(house) == ["DeadlineApproaching", "DeadlineBreached"]
    assert [event.aggregate_version for event in await house.told()] == [1, 2, 3]


async def test_a_question_answered_in_time_is_neither_warned_of_nor_breached(house: House) -> None:
    await house.answered()
    house.clock.set(DUE + timedelta(days=30))
    assert await sweep(house) == 0


async def test_a_breach_that_the_late_answer_told_is_not_told_again(house: House) -> None:
    house_clock = house.clock
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    house_clock.set(DUE)
    await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Muộn.")
    assert await sweep(house) == 0
    assert await told(house) == ["DeadlineBreached"]


async def test_three_workers_at_once_tell_each_question_once(house: House) -> None:
    await many(house, 1200)
    house.clock.set(DUE)
    swept = await asyncio.gather(*(sweep_deadlines(house.office.unit, batch=100) for _ in range(3)))
    await sweep(house)
    events = [event for event in await house.told() if not event.type_name().endswith("submitted.v1")]
    counted = Counter((event.aggregate_id, type(event)) for event in events)
    assert len(counted) == 2400
    assert set(counted.values()) == {1}
    assert sum(swept) <= 2400


async def test_a_sweep_that_fails_tells_nothing_and_the_next_one_does(house: House) -> None:
    await house.ask()
    house.clock.set(DUE)
    with pytest.raises(RuntimeError, match="pulled the plug"):
        async with house.office.unit() as uow:
            assert await uow.deadlines.claim_approaching(uow.now(), 10)
            raise RuntimeError("pulled the plug")
    assert await sweep(house) == 2


async def test_a_question_that_somebody_holds_is_left_for_the_next_sweep(house: House) -> None:
    question = await house.ask()
    house.clock.set(DUE)
    async with house.office.unit() as uow:
        await uow.questions.get(UUID(question["id"]))
        assert await sweep(house) == 0
    assert await sweep(house) == 2


@pytest.mark.parametrize(
    ("instant", "told_column", "index"),
    [
        ("approaching_at", "approaching_told", "ix_questions_to_warn"),
        ("late_from", "breach_told", "ix_questions_to_breach"),
    ],
)
async def test_the_cost_follows_what_is_due_not_what_is_open(
    house: House, instant: str, told_column: str, index: str
) -> None:
    await many(house, 5000)
    await house.database.fetch("ANALYZE questions")
    plan = await house.database.fetch(
        f"EXPLAIN SELECT id FROM questions WHERE status <> 'closed' AND NOT {told_column} "
        f"AND {instant} <= $1 ORDER BY {instant} LIMIT 500 FOR UPDATE SKIP LOCKED",
        house.clock.now(),
    )
    lines = "\n".join(row[0] for row in plan)
    assert index in lines
    assert "Seq Scan" not in lines
