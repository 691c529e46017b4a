"""The desks: whose queue shows what, who works on it, and several questions at once."""

from typing import Any

import pytest

from shared.contracts.identity import AccessRevoked
from shared.ids import uuid7
from tests.questions.house import Headers, House, problem
from tests.questions.rules import hue


async def queue(house: House, who: Headers, **filters: Any) -> dict[str, list[str]]:
    """The codes on the desk with their tasks, in order."""
    answer = await house.http.get("/desk/tasks", params=filters, headers=who)
    assert answer.status_code == 200, answer.text
    return {item["code"]: item["tasks"] for item in answer.json()["items"]}


async def take(house: House, question: dict[str, Any], who: Headers, **body: Any) -> Any:
    headers = {**who, "If-Match": f'"{question["version"]}"'}
    return await house.http.post(f"/questions/{question['id']}/assignee", json=body, headers=headers)


async def let_go(house: House, question: dict[str, Any], who: Headers) -> Any:
    headers = {**who, "If-Match": f'"{question["version"]}"'}
    return await house.http.delete(f"/questions/{question['id']}/assignee", headers=headers)


async def bulk(house: House, who: Headers, items: list[dict[str, Any]], **body: Any) -> Any:
    named = [{"question_id": each["id"], "version": each["version"]} for each in items]
    return await house.http.post("/desk/bulk", json={"items": named, **body}, headers=who)


@pytest.mark.parametrize("place", ["/desk", "/desk/tasks"])
async def test_only_people_at_a_desk_have_one(house: House, place: str) -> None:
    problem(await house.http.get(place), 401, "unauthenticated")
    problem(await house.http.get(place, headers=house.reporter()), 403, "forbidden")
    homeless = house.issuer.bearer("focal_officer")
    problem(await house.http.get(place, headers=homeless), 403, "not-at-your-desk")


async def test_a_desk_is_not_asked_for_the_tasks_of_another(house: House) -> None:
    answer = await house.http.get("/desk/tasks", params={"task": "to_route"}, headers=house.officer())
    problem(answer, 400, "task-not-of-desk", "task")
    answer = await house.http.get("/desk/tasks", params={"task": "to_dance"}, headers=house.officer())
    problem(answer, 400, "invalid-parameter", "task")


async def test_a_question_moves_from_desk_to_desk_as_it_moves_on(house: House) -> None:
    free = await house.ask()
    straight = await house.ask(addressed_agency_id=str(house.agency))
    assert await queue(house, house.dispatcher()) == {free["code"]: ["to_route"]}
    assert await queue(house, house.officer()) == {straight["code"]: ["to_accept"]}
    assert await queue(house, house.officer(house.other_agency)) == {}
    accepted = await house.done(straight, "acceptance", house.officer())
    assert await queue(house, house.officer()) == {straight["code"]: ["to_answer"]}
    body = {"form": "BRIEFING", "body": "Có."}
    answer = await house.done(accepted, "answer", house.speaker(), **body)
    assert await queue(house, house.officer()) == {straight["code"]: ["to_publish"]}
    assert (await queue(house, house.dispatcher()))[straight["code"]] == ["to_publish"]
    await house.done(answer, "publication", house.officer())
    assert await queue(house, house.officer()) == {}


async def test_what_is_due_today_and_what_is_late_is_said_and_comes_first(house: House) -> None:
    early = await house.ask(addressed_agency_id=str(house.agency))
    house.clock.set(hue("2026-09-22 09:00"))
    later = await house.ask()
    due = (await house.http.get(f"/questions/{early['id']}/deadline", headers=house.officer())).json()
    house.clock.set(hue(f"{due['last_day']} 09:00"))
    assert await queue(house, house.officer()) == {early["code"]: ["to_accept", "due_today"]}
    seen = await queue(house, house.dispatcher())
    assert list(seen.items()) == [(early["code"], ["due_today"]), (later["code"], ["to_route"])]
    house.clock.set(hue(f"{due['last_day']} 23:59"))
    assert (await queue(house, house.officer()))[early["code"]] == ["to_accept", "due_today"]
    house.clock.set(hue("2026-12-01 00:00"))
    assert await queue(house, house.dispatcher(), task="overdue") == {
        early["code"]: ["overdue"],
        later["code"]: ["overdue"],
    }


async def test_pages_follow_each_other_without_a_gap_and_the_glance_counts(house: House) -> None:
    await house.database.fetch("UPDATE deadline_policies SET questions_per_day = 50")
    asked = [(await house.ask())["code"] for _ in range(5)]
    seen, cursor = [], None
    for _ in range(3):
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = (await house.http.get("/desk/tasks", params=params, headers=house.dispatcher())).json()
        seen += [item["code"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == asked
    glance = (await house.http.get("/desk", headers=house.dispatcher())).json()
    assert glance["agency_id"] is None
    assert {"task": "to_route", "count": 5, "more": False} in glance["tasks"]


async def test_taking_is_first_come_first_served_and_giving_is_not(house: House) -> None:
    question = await house.ask()
    ann = house.issuer.bearer("ioc_dispatcher", sub=uuid7())
    ben_id = uuid7()
    ben = house.issuer.bearer("ioc_dispatcher", sub=ben_id)
    problem(await take(house, {**question, "version": 9}, ann), 412, "stale-version")
    problem(await take(house, question, house.officer()), 404, "question-not-found")
    problem(await let_go(house, question, ann), 409, "not-assigned")
    assert (await take(house, question, ann)).status_code == 200
    problem(await take(house, question, ben), 409, "already-assigned")
    assert list(await queue(house, ann, held_by="me")) == [question["code"]]
    assert await queue(house, ben, held_by="me") == await queue(house, ben, held_by="nobody") == {}
    problem(await take(house, question, ann, account_id=str(ben_id)), 422, "person-not-at-desk", "account_id")
    assert (await take(house, await house.ask(), ben)).status_code == 200
    given = await take(house, question, ann, account_id=str(ben_id))
    assert given.json()["account_id"] == str(ben_id)
    assert given.json()["assigned_by"] != str(ben_id)
    assert question["code"] in await queue(house, ben, held_by="me")
    assert (await let_go(house, question, ann)).json()["account_id"] is None
    assert list(await queue(house, ann, held_by="nobody")) == [question["code"]]


async def test_work_is_not_given_to_whom_is_suspended_or_lost_access_since(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    head, ben_id, cat_id = house.officer(role="agency_head"), uuid7(), uuid7()
    for known in (ben_id, cat_id):
        who = house.issuer.bearer("focal_officer", agency_id=house.agency, sub=known)
        assert (await take(house, await house.ask(addressed_agency_id=str(house.agency)), who)).is_success
    async with house.office.unit() as uow:
        await uow.directory.suspend(ben_id, house.clock.now(), 2)
    await house.hear(AccessRevoked(aggregate_version=1, account_id=cat_id, revoked_at=house.clock.now()))
    for gone in (ben_id, cat_id):
        refused = await take(house, question, head, account_id=str(gone))
        problem(refused, 422, "person-not-at-desk", "account_id")


async def test_work_is_given_only_to_whom_the_service_knows_at_the_desk(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    head, ben_id = house.officer(role="agency_head"), uuid7()
    ben = house.issuer.bearer("focal_officer", agency_id=house.agency, sub=ben_id)
    reporter = house.issuer.bearer("reporter", reporter_id=house.reporter_id, sub=ben_id)
    refused = await take(house, question, head, account_id=str(ben_id))
    problem(refused, 422, "person-not-at-desk", "account_id")
    assert str(ben_id) in refused.json()["detail"]
    assert (await take(house, question, head, account_id=str(house.speaker_account))).status_code == 200
    other = await house.ask(addressed_agency_id=str(house.agency))
    await house.done(other, "acceptance", ben)
    given = await take(house, question, head, account_id=str(ben_id))
    assert given.json()["account_id"] == str(ben_id)
    elsewhere = house.issuer.bearer("focal_officer", agency_id=house.other_agency, sub=ben_id)
    moved = await house.ask(addressed_agency_id=str(house.other_agency))
    house.clock.set(hue("2026-09-21 09:10"))
    assert (await take(house, moved, elsewhere)).status_code == 200
    problem(await take(house, question, head, account_id=str(ben_id)), 422, "person-not-at-desk")
    await house.done(await house.ask(), "withdrawal", reporter, reason="Thôi")
    problem(await take(house, question, head, account_id=str(ben_id)), 422, "person-not-at-desk")
    problem(
        await take(house, question, house.dispatcher(), account_id=str(ben_id)), 422, "person-not-at-desk"
    )


async def test_each_desk_has_an_assignee_of_its_own(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    officer = house.officer()
    assert (await take(house, question, house.dispatcher())).status_code == 200
    assert (await take(house, question, officer)).status_code == 200
    problem(await take(house, question, house.officer(house.other_agency)), 404, "question-not-found")
    assert list(await queue(house, officer, held_by="me")) == [question["code"]]


async def test_a_bulk_action_lacks_nothing_and_is_not_endless(house: House) -> None:
    question = await house.ask()
    who = house.dispatcher()
    problem(await bulk(house, house.reporter(), [question], action="take"), 403, "forbidden")
    problem(await bulk(house, who, [question], action="route"), 400, "invalid-body", "agency_id")
    problem(await bulk(house, who, [question], action="give"), 400, "invalid-body", "account_id")
    problem(await bulk(house, who, [question] * 101, action="take"), 400, "invalid-body", "items")
    problem(await bulk(house, who, [], action="take"), 400, "invalid-body", "items")


async def test_in_bulk_each_question_stands_alone(house: House) -> None:
    first, second = await house.ask(), await house.ask()
    items = [first, {**second, "version": 7}, {"id": str(uuid7()), "version": 1}]
    done = await bulk(house, house.dispatcher(), items, action="route", agency_id=str(house.agency))
    results = done.json()["results"]
    assert [each["status"] for each in results] == [200, 412, 404]
    assert results[0]["version"] == first["version"] + 1
    assert results[1]["problem"]["type"] == "urn:caunoi:problem:stale-version"
    assert await queue(house, house.officer()) == {first["code"]: ["to_accept"]}
    again = await bulk(house, house.dispatcher(), [first], action="route", agency_id=str(house.agency))
    assert [each["status"] for each in again.json()["results"]] == [412]
    moved = {**first, "version": results[0]["version"]}
    accepted = await bulk(house, house.officer(), [moved], action="accept")
    assert [each["status"] for each in accepted.json()["results"]] == [200]


async def test_many_are_taken_and_let_go_at_once(house: House) -> None:
    both = [await house.ask(), await house.ask()]
    who = house.dispatcher()
    assert {each["status"] for each in (await bulk(house, who, both, action="take")).json()["results"]} == {
        200
    }
    assert len(await queue(house, who, held_by="me")) == 2
    await bulk(house, who, both, action="release")
    assert await queue(house, who, held_by="me") == {}


async def test_what_the_asker_has_explained_waits_at_the_desk_that_asked(house: House) -> None:
    free, sent = await house.ask(), await house.ask(addressed_agency_id=str(house.agency))
    sent = await house.done(sent, "acceptance", house.officer())
    for question, who in ((free, house.dispatcher()), (sent, house.officer())):
        asked = await house.done(question, "clarification-requests", who, text="Cầu nào?")
        assert question["code"] not in await queue(house, who)
        told = await house.done(asked, "clarifications", house.reporter(), text="Cầu Thuận An")
        assert "clarification_answered" in (await queue(house, who))[question["code"]]
    assert sent["code"] not in await queue(house, house.dispatcher())
    await house.done(told, "drafts", house.officer(), text="Dự thảo")
    assert await queue(house, house.officer()) == {sent["code"]: ["to_answer"]}


async def test_what_an_agency_gives_back_or_wants_more_time_for_waits_at_ioc(house: House) -> None:
    first, second = [await house.ask(addressed_agency_id=str(house.agency)) for _ in range(2)]
    back = {"reason": "Không thuộc thẩm quyền", "responsible_agency_id": str(house.other_agency)}
    await house.done(first, "bounces", house.officer(), **back)
    second = await house.done(second, "acceptance", house.officer())
    more = {"kind": "WORKING_DAYS", "amount": 2, "reason": "Chờ số liệu"}
    await house.done(second, "extension-requests", house.officer(), **more)
    assert await queue(house, house.dispatcher()) == {
        first["code"]: ["bounced"],
        second["code"]: ["extension_to_decide"],
    }
    assert await queue(house, house.officer()) == {second["code"]: ["to_answer"]}
