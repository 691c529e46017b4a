"""What a process remembers of a reporter is made sure of by the statement that writes the question."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from services.questions.adapters.intake_memory import Remembered
from shared.contracts.questions import QuestionSubmitted
from shared.ids import uuid7
from tests.questions.house import ASKED, TEXT, House, problem
from tests.questions.rules import hue


@pytest.fixture
async def known(house: House) -> House:
    """A house whose process remembers the reporter."""
    await house.ask()
    return house


async def submit(house: House, **fields: object) -> Any:
    return await house.http.post("/questions", json={**TEXT, **fields}, headers=house.reporter())


async def test_a_reporter_who_may_not_ask_any_more_is_refused(known: House) -> None:
    await known.database.fetch("UPDATE reporters SET may_ask = false")
    problem(await submit(known), 403, "reporter-not-verified")
    assert await known.stored() == 1


async def test_an_agency_that_is_none_is_refused(known: House) -> None:
    answer = await submit(known, addressed_agency_id=str(uuid7()))
    problem(answer, 422, "agency-unknown", "addressed_agency_id")


async def test_the_limit_of_a_day_holds(known: House) -> None:
    await known.database.fetch("UPDATE deadline_policies SET questions_per_day = 2")
    assert (await submit(known)).status_code == 201
    problem(await submit(known), 429, "too-many-questions")
    assert await known.stored() == 2


async def test_a_reporter_who_has_moved_asks_for_the_new_newsroom(known: House) -> None:
    newsroom = uuid7()
    await known.database.fetch("UPDATE reporters SET press_agency_id = $1", newsroom)
    for _ in range(2):
        assert (await submit(known)).json()["press_agency_id"] == str(newsroom)
    told = [event for event in await known.told() if isinstance(event, QuestionSubmitted)]
    assert [event.press_agency_id for event in told[1:]] == [newsroom, newsroom]


async def test_a_policy_that_has_begun_meanwhile_counts(known: House) -> None:
    await known.database.fetch(
        """INSERT INTO deadline_policies
        SELECT 'next', kind, amount, legal_basis, $1, NULL, approaching_kind, approaching_amount,
            questions_per_day, receipt_cut_off, receipt_working_days_only, details
        FROM deadline_policies LIMIT 1""",
        ASKED.date(),
    )
    assert (await submit(known)).json()["policy_version"] == "next"


async def test_the_next_day_is_read_anew(known: House) -> None:
    known.clock.set(hue("2026-09-22 09:00"))
    assert (await submit(known)).json()["submitted_at"].startswith("2026-09-22")


async def test_refusals_between_two_questions_leave_no_gap(known: House) -> None:
    first = int((await submit(known)).json()["code"].removeprefix("Q-2026-"))
    for _ in range(3):
        await submit(known, addressed_agency_id=str(uuid7()))
    codes = [(await submit(known)).json()["code"] for _ in range(2)]
    assert sorted(int(code.removeprefix("Q-2026-")) for code in codes) == [first + 1, first + 2]


async def test_neither_a_repeated_key_nor_a_calendar_that_ends_too_early_leaves_a_gap(known: House) -> None:
    key = {"Idempotency-Key": "one"}
    headers = known.reporter() | key
    first, again = [await known.http.post("/questions", json=TEXT, headers=headers) for _ in range(2)]
    assert first.json() == again.json()
    known.clock.set(hue("2032-12-30 09:00"))
    for _ in range(2):
        problem(await submit(known), 409, "calendar-too-short")
    known.clock.set(hue("2032-12-01 09:00"))
    known.clock.set(hue("2026-12-01 09:00"))
    numbers = [int(answer.json()["code"][-6:]) for answer in (first, await submit(known))]
    assert numbers[1] == numbers[0] + 1


async def test_many_at_once_get_a_number_each_without_a_gap(known: House) -> None:
    await known.database.fetch("UPDATE deadline_policies SET questions_per_day = 100")
    answers = await asyncio.gather(*(submit(known) for _ in range(20)))
    numbers = sorted(int(answer.json()["code"].removeprefix("Q-2026-")) for answer in answers)
    assert numbers == list(range(numbers[0], numbers[0] + 20))


async def test_a_remembered_reporter_costs_the_number_and_one_statement(
    known: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    fetch = known.database.fetch

    async def counted(statement: str, *arguments: object) -> Sequence[Any]:
        statements.append(statement)
        return await fetch(statement, *arguments)

    monkeypatch.setattr(known.database, "fetch", counted)
    assert (await submit(known, addressed_agency_id=str(known.agency))).status_code == 201
    assert [statement.split(maxsplit=2)[:2] for statement in statements] == [
        ["SELECT", "nextval('question_number')"],
        ["WITH", "held"],
    ]


def test_only_so_many_are_remembered_and_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.questions.adapters.intake_memory._MOST_REMEMBERED", 2)
    memory, day, (oldest, *others) = Remembered(), ASKED.date(), [uuid7() for _ in range(3)]
    for reporter in (oldest, *others):
        memory.keep(reporter, uuid7(), day, "policy", "calendar")
    assert memory.of(oldest, day) is None
    assert all(memory.of(each, day) for each in others)
    assert memory.of(others[0], hue("2026-09-22 09:00").date()) is None
