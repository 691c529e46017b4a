"""Questions on real PostgreSQL: all or nothing, one writer at a time, and no statement too many."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from services.questions.adapters.orm import metadata
from services.questions.application.commands import ActOnQuestion, SubmitQuestion
from services.questions.application.commands.details import Routed
from services.questions.application.handlers import act_on_question, submit_question
from services.questions.domain.errors import StaleQuestion
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act
from shared.ids import uuid7
from shared.persistence.migrations import differences
from tests.questions.house import TEXT, House

IOC = Reader(roles=frozenset({"ioc_dispatcher"}))


def asking(house: House, **changes: Any) -> SubmitQuestion:
    return SubmitQuestion(question_id=uuid7(), reporter_id=house.reporter_id, **{**TEXT, **changes})


async def test_the_migrations_make_what_the_tables_say(house: House) -> None:
    assert await differences(house.database.url, metadata) == []


async def test_an_error_after_the_handler_takes_everything_back(house: House) -> None:
    async def submit_and_fail() -> None:
        uow = house.office.unit()
        async with uow:
            await submit_question(asking(house, addressed_agency_id=house.agency), uow)
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        await submit_and_fail()
    assert (await house.stored(), await house.told()) == (0, [])
    assert (await house.database.fetch("SELECT count(*) FROM routings"))[0][0] == 0


async def test_a_failed_change_leaves_state_and_outbox_as_they_were(house: House) -> None:
    question = await house.ask()

    async def route_and_fail() -> None:
        uow = house.office.unit()
        async with uow:
            await act_on_question(_route(UUID(question["id"]), house.agency), uow)
            raise RuntimeError("pulled the plug")

    with pytest.raises(RuntimeError):
        await route_and_fail()
    async with house.office.unit() as uow:
        found = await uow.questions.get(UUID(question["id"]))
    assert found is not None
    assert (found.version, found.lead_agency_id) == (1, None)
    assert len(await house.told()) == 1


def _route(question_id: UUID, agency_id: UUID) -> ActOnQuestion:
    return ActOnQuestion(
        act=Act.ROUTE,
        question_id=question_id,
        actor=IOC,
        account_id=uuid7(),
        details=Routed(agency_id=agency_id, reason="Đúng lĩnh vực"),
        expected_version=1,
    )


async def test_of_two_dispatchers_at_once_one_is_told_that_the_question_has_changed(house: House) -> None:
    question = await house.ask()
    answers = await asyncio.gather(
        *(
            house.act(question, "routing", house.dispatcher(), agency_id=str(agency))
            for agency in (house.agency, house.other_agency)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    loser = next(answer for answer in answers if answer.status_code == 412)
    assert loser.json()["type"] == "urn:caunoi:problem:stale-version"
    assert len(await house.told()) == 2
    rows = await house.database.fetch("SELECT agency_id FROM routings")
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert [str(row["agency_id"]) for row in rows] == [winner.json()["lead_agency_id"]]


async def test_of_many_at_once_exactly_one_gets_through(house: House) -> None:
    question = UUID((await house.ask())["id"])
    tries = [
        act_on_question(_route(question, agency), house.office.unit())
        for agency in (house.agency, house.other_agency) * 4
    ]
    results = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(result, StaleQuestion) for result in results) == 7


async def test_codes_are_counted_up_and_refusals_leave_no_gap(house: House) -> None:
    codes = [(await house.ask())["code"] for _ in range(2)]
    refused = {**TEXT, "addressed_agency_id": str(uuid7())}
    await house.http.post("/questions", json=refused, headers=house.reporter())
    codes.append((await house.ask())["code"])
    numbers = [int(code.removeprefix("Q-2026-")) for code in codes]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert all(len(code) == len("Q-2026-000001") for code in codes)


async def test_a_submission_is_one_reading_and_one_writing_statement(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await submit_question(asking(house), house.office.unit())
    statements: list[str] = []
    fetch = house.database.fetch

    async def counted(statement: str, *arguments: object) -> Sequence[Any]:
        statements.append(statement)
        return await fetch(statement, *arguments)

    monkeypatch.setattr(house.database, "fetch", counted)
    await submit_question(asking(house, addressed_agency_id=house.agency), house.office.unit())
    assert len(statements) == 2
    assert statements[0].lstrip().startswith("WITH facts")
    assert all(
        f"INSERT INTO {table} " in statements[1]
        for table in ("questions", "routings", "search_queue", "outbox")
    )


async def test_an_answer_reads_back_as_it_was_released(house: House) -> None:
    released = await house.answered()
    async with house.office.unit() as uow:
        answer = await uow.questions.answer_of(UUID(released["question_id"]))
    assert answer is not None
    assert answer.content_hash() == released["content_hash"]
