"""What a desk's queue shows of later rounds, of what was given back, and of people who have left."""

from typing import Any

import pytest

from shared.contracts.identity import AccessRevoked
from shared.ids import uuid7
from tests.questions.house import House
from tests.questions.rules import hue
from tests.questions.test_desk import queue, take

ANSWER = {"form": "RELEASE_OR_WRITTEN_REPLY", "body": "Quý I năm 2027."}


async def second_round(house: House, question: dict[str, Any]) -> dict[str, Any]:
    """Reopened by its asker, accepted and answered again."""
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    question = await house.done(question, "acceptance", house.officer())
    return await house.done(question, "answer", house.speaker(), **ANSWER)


@pytest.mark.parametrize("withdrawn", [False, True])
async def test_a_later_round_of_what_was_public_waits_to_be_published(house: House, withdrawn: bool) -> None:
    question = await house.done(await house.answered(), "publication", house.officer())
    if withdrawn:
        question = await house.done(
            question, "publication-withdrawals", house.speaker(), reason="Sai số liệu"
        )
    assert await queue(house, house.officer()) == await queue(house, house.dispatcher()) == {}
    answer = await second_round(house, question)
    waits = {question["code"]: ["to_publish"]}
    assert await queue(house, house.officer()) == await queue(house, house.dispatcher()) == waits
    await house.done(answer, "publication", house.officer())
    assert await queue(house, house.officer()) == {}


async def test_what_an_agency_has_bounced_asks_nothing_of_it_any_more(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    back = {"reason": "Không thuộc thẩm quyền", "responsible_agency_id": str(house.other_agency)}
    question = await house.done(question, "bounces", house.officer(), **back)
    question = await house.done(question, "clarification-requests", house.dispatcher(), text="Cầu nào?")
    await house.done(question, "clarifications", house.reporter(), text="Cầu Thuận An")
    house.clock.set(hue("2026-12-01 00:00"))
    tasks = ["bounced", "clarification_answered", "overdue"]
    assert await queue(house, house.dispatcher()) == {question["code"]: tasks}
    assert await queue(house, house.officer()) == {}


async def test_what_somebody_held_who_works_elsewhere_now_is_nobodys_again(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    account = uuid7()
    here = house.issuer.bearer("focal_officer", agency_id=house.agency, sub=account)
    assert (await take(house, question, here)).is_success
    signed_out = AccessRevoked(aggregate_version=1, account_id=account, revoked_at=house.clock.now())
    await house.hear(signed_out)
    assert await queue(house, house.officer(), held_by="nobody") == {}
    house.clock.set(hue("2026-09-21 10:00"))
    there = house.issuer.bearer("focal_officer", agency_id=house.other_agency, sub=account)
    other = await house.ask(addressed_agency_id=str(house.other_agency))
    assert (await take(house, other, there)).is_success
    assert list(await queue(house, house.officer(), held_by="nobody")) == [question["code"]]
    assert await queue(house, here, held_by="me") == {}
    assert (await take(house, question, house.officer())).is_success


async def test_what_a_suspended_person_held_is_free_while_it_lasts(house: House) -> None:
    question = await house.ask()
    account = uuid7()
    assert (await take(house, question, house.issuer.bearer("ioc_dispatcher", sub=account))).is_success
    async with house.office.unit() as uow:
        await uow.directory.suspend(account, house.clock.now(), 2)
    assert list(await queue(house, house.dispatcher(), held_by="nobody")) == [question["code"]]
    async with house.office.unit() as uow:
        await uow.directory.restore(account, house.clock.now(), 3)
    assert await queue(house, house.dispatcher(), held_by="nobody") == {}
