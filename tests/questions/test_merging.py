"""Acts that meet another question or an agency that is not what it was."""

import asyncio
from uuid import UUID

from services.questions.application.commands import ActOnQuestion
from services.questions.application.commands.details import MergedInto
from services.questions.application.handlers import act_on_question
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act
from shared.contracts.identity import AgencySucceeded, Successor
from tests.questions.house import House, problem
from tests.questions.rules import hue


async def test_two_questions_are_never_merged_into_each_other_at_one_time(house: House) -> None:
    one, other = await house.ask(), await house.ask()
    first = ActOnQuestion(
        act=Act.MERGE,
        question_id=UUID(one["id"]),
        actor=Reader(roles=frozenset({"ioc_dispatcher"})),
        account_id=None,
        expected_version=one["version"],
        details=MergedInto(question_id=UUID(other["id"]), reason="Trùng"),
    )
    async with house.office.unit() as uow:
        await act_on_question(first, uow)
        back = {"question_id": one["id"], "reason": "Trùng"}
        second = asyncio.create_task(house.act(other, "merger", house.dispatcher(), **back))
        await asyncio.wait([second], timeout=0.5)
    problem(await second, 422, "cannot-merge", "question_id")


async def test_who_asks_on_after_the_agency_has_ended_is_heard_by_ioc(house: House) -> None:
    answer = await house.answered()
    ended = AgencySucceeded(
        aggregate_version=2,
        agency_id=house.agency,
        kind="MERGE",
        successors=(Successor(agency_id=house.other_agency, fields=()),),
        ended_at=hue("2026-10-01"),
        document_no="1/QĐ-UBND",
    )
    await house.hear(ended)
    house.clock.set(hue("2026-10-02 09:00"))
    more = {"title": "Còn cầu phụ?", "body": "Bao giờ xong?"}
    asked = await house.done(answer, "follow-ups", house.reporter(), **more)
    assert (asked["status"], asked["addressed_agency_id"]) == ("submitted", None)
    assert asked["parent_id"] == answer["question_id"]
    where = {"agency_id": str(house.other_agency)}
    assert (await house.done(asked, "routing", house.dispatcher(), **where))["status"] == "routed"
