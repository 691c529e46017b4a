"""Numbered points over rounds: what a number means, what a refusal makes of them, what came of all."""

from typing import Any

from services.questions.adapters.mirror import mirror_public
from tests.questions.house import House, problem

REFUSED = {"number": 2, "outcome": "refused", "text": "Mật.", "ground": "STATE_SECRET"}


async def in_points(house: House, *points: str) -> dict[str, Any]:
    question = await house.ask(addressed_agency_id=str(house.agency))
    return await house.done(question, "points", house.officer(), points=list(points))


async def answer(house: House, question: dict[str, Any], *points: dict[str, Any]) -> dict[str, Any]:
    said = {"form": "BRIEFING", "body": "Như sau.", "points": list(points)}
    accepted = await house.done(question, "acceptance", house.officer())
    return await house.done(accepted, "answer", house.speaker(), **said)


def said(number: int) -> dict[str, Any]:
    return {"number": number, "outcome": "answered", "text": "Có."}


def states(question: dict[str, Any]) -> dict[int, tuple[str, str]]:
    return {point["number"]: (point["text"], point["state"]) for point in question["points"]}


async def test_more_points_than_an_answer_has_room_for_are_refused(house: House) -> None:
    question = await in_points(house, "Một?", "Hai?")
    where = {"number": 1, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    question = await house.done(question, "point-transfers", house.officer(), **where)
    many = [f"Ý {number}?" for number in range(50)]
    refused = await house.act(question, "points", house.officer(), points=many)
    problem(refused, 422, "too-many-points", "points")
    question = await house.done(question, "points", house.officer(), points=many[1:])
    assert [point["number"] for point in question["points"]] == list(range(1, 51))
    await answer(house, question, *map(said, range(2, 51)))


async def test_a_point_that_was_dealt_with_keeps_its_number(house: House) -> None:
    question = await in_points(house, "Một?", "Hai?", "Ba?")
    where = {"number": 2, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    question = await house.done(question, "point-transfers", house.officer(), **where)
    question = await house.done(question, "points", house.officer(), points=["Một a?", "Một b?"])
    assert states(question) == {1: ("Một a?", "open"), 2: ("Hai?", "transferred"), 3: ("Một b?", "open")}
    published = await house.done(
        await answer(house, question, said(1), said(3)), "publication", house.officer()
    )
    await mirror_public(house.database)
    public = (await house.http.get(f"/answers/{published['code']}")).json()
    assert public["versions"][0]["points"][1]["agency_name"] == "Sở Minh họa 1"


async def test_after_a_refusal_of_the_whole_a_single_point_is_reopened(house: House) -> None:
    question = await in_points(house, "Một?", "Hai?")
    question = await house.done(question, "acceptance", house.officer())
    why = {"ground": "STATE_SECRET", "reason": "Mật"}
    question = await house.done(question, "refusal", house.speaker(), **why)
    assert [point["state"] for point in question["points"]] == ["refused", "refused"]
    question = await house.done(question, "reopenings", house.reporter(), reason="Không mật", points=[2])
    assert [point["state"] for point in question["points"]] == ["refused", "open"]
    await answer(house, question, said(2))


async def test_what_was_refused_in_an_earlier_round_is_not_answered_by_a_later_one(house: House) -> None:
    question = await in_points(house, "Một?", "Hai?")
    question = await house.done(
        await answer(house, question, said(1), REFUSED), "publication", house.officer()
    )
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa rõ", points=[1])
    question = await house.done(await answer(house, question, said(1)), "publication", house.officer())
    await mirror_public(house.database)
    assert (await house.http.get(f"/answers/{question['code']}")).json()["result"] == "partly"
    listed = (await house.http.get("/answers", params={"result": "answered"})).json()["items"]
    assert listed == []
