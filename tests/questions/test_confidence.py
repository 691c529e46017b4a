"""What somebody outside could find out by guessing, by leaving out, or by what a public thing points to."""

from itertools import count
from typing import Any
from uuid import UUID

from shared.ids import uuid7
from tests.questions.house import Headers, House, problem
from tests.questions.rules import hue
from tests.questions.site import public_answer

MORE = {"title": "Còn cầu phụ?", "body": "Bao giờ xong?"}


async def test_a_guess_at_the_version_tells_nobody_what_goes_on_in_confidence(house: House) -> None:
    question = await public_answer(house)
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    stranger = house.reporter(uuid7(), uuid7())
    for version in range(1, question["version"] + 2):
        guess = await house.act({**question, "version": version}, "withdrawal", stranger, reason="Đoán")
        problem(guess, 403, "not-the-asker")
    stale = await house.act({**question, "version": 1}, "withdrawal", house.reporter(), reason="Thôi")
    problem(stale, 412, "stale-version")


async def test_a_public_follow_up_does_not_tell_of_the_question_before_unless_that_is_public(
    house: House,
) -> None:
    first = await house.ask(addressed_agency_id=str(house.agency))
    first = await house.done(first, "acceptance", house.officer())
    first = await house.done(first, "refusal", house.speaker(), ground="STATE_SECRET", reason="Mật")
    for before, shown in ((first, None), (public := await public_answer(house), public["id"])):
        next_one = await house.done(before, "follow-ups", house.reporter(), **MORE)
        next_one = await house.done(next_one, "acceptance", house.officer())
        answer = await house.done(next_one, "answer", house.speaker(), form="BRIEFING", body="Có.")
        await house.done(answer, "publication", house.officer())
        address = f"/questions/{next_one['id']}"
        assert (await house.http.get(address)).json()["parent_id"] == shown
        listed = (await house.http.get("/questions")).json()["items"]
        assert [one["parent_id"] for one in listed if one["id"] == next_one["id"]] == [shown]
        inside = (await house.http.get(address, headers=house.reporter())).json()
        assert inside["parent_id"] == before["id"]


async def test_the_sums_of_ratings_do_not_grow_by_a_single_one(house: House) -> None:
    question, rounds = await house.ask(), count(1)

    async def rate(level: str) -> None:
        await house.database.fetch(
            "INSERT INTO ratings (question_id, round, agency_id, level, rated_at)"
            " VALUES ($1, $2, $3, $4, now())",
            UUID(question["id"]),
            next(rounds),
            house.agency,
            level,
        )

    async def sums() -> Any:
        wanted = {"agency_id": str(house.agency)}
        return (await house.http.get("/ratings", headers=house.officer(), params=wanted)).json()["ratings"]

    for _ in range(4):
        await rate("SATISFIED")
    assert await sums() is None
    await rate("SATISFIED")
    five = {"SATISFIED": 5, "ACCEPTABLE": 0, "UNSATISFIED": 0}
    assert await sums() == five
    for _ in range(4):
        await rate("UNSATISFIED")
        assert await sums() == five
    await rate("ACCEPTABLE")
    assert await sums() == {"SATISFIED": 5, "ACCEPTABLE": 1, "UNSATISFIED": 4}


async def test_a_filter_finds_a_reopened_question_as_it_is_shown(house: House) -> None:
    question = await public_answer(house)

    async def found(who: Headers, **query: str) -> bool:
        answer = await house.http.get("/questions", params=query, headers=who)
        return bool(answer.json()["items"])

    as_shown = (
        {"status": "closed"},
        {"outcome": "answered"},
        {"overdue": "false"},
        {"agency_id": str(house.agency)},
        {"due_before": "2026-09-30T00:00:00Z", "status": "closed"},
    )
    otherwise = (
        {"status": "routed"},
        {"status": "closed", "outcome": "none"},
        {"overdue": "true"},
        {"agency_id": str(house.other_agency)},
        {"due_before": "2026-09-22T00:00:00Z"},
    )
    house.clock.set(hue("2026-10-01 09:00"))
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ")
    await house.done(question, "routing", house.dispatcher(), agency_id=str(house.other_agency))
    for who in ({}, house.reporter(uuid7(), uuid7()), house.officer(house.agency)):
        assert [query for query in as_shown if not await found(who, **query)] == []
        assert [query for query in otherwise if await found(who, **query)] == []
    for who in (house.reporter(), house.officer(house.other_agency), house.dispatcher()):
        assert not await found(who, status="closed")
        assert await found(who, status="routed", agency_id=str(house.other_agency))
