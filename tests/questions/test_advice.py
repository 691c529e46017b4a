"""What helps at the desks: suggestions, similar questions, hints, the briefing; refusals first."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from services.questions.adapters.search import index_texts
from shared.contracts.identity import (
    AgencyRevised,
    AgencySucceeded,
    PressAgencyRegistered,
    Responsibility,
    Successor,
)
from shared.ids import uuid7
from tests.questions.house import Headers, House, problem
from tests.questions.rules import hue

HOSPITAL = {
    "title": "Quá tải tại Bệnh viện Trung tâm",
    "body": "Tháng 9 năm 2026 khoa cấp cứu quá tải, người bệnh sốt xuất huyết nằm ghép. Sở xử lý thế nào?",
}
ROAD = {"title": "Sửa đường Nguyễn Sinh Cung", "body": "Mặt đường hư hỏng ở phường Vỹ Dạ, bao giờ sửa xong?"}


async def told(house: House, agency: UUID, name: str, *fields: str, version: int = 2) -> None:
    """Identity's word on what an agency answers for."""
    await house.hear(
        AgencyRevised(
            aggregate_version=version,
            agency_id=agency,
            code="H57.00",
            name=name,
            level="DEPARTMENT",
            parent_id=None,
            fields=fields,
            unit_code=None,
            responsibilities=tuple(Responsibility(field=each) for each in fields),
            old_codes=(),
            working_hours="province",
            valid_from=hue("2026-01-01"),
            document_no="1/QĐ",
        )
    )


async def read(house: House, question: dict[str, Any], what: str, who: Headers) -> httpx.Response:
    return await house.http.get(f"/questions/{question['id']}/{what}", headers=who)


async def suggested(house: House, question: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await read(house, question, "routing-suggestions", house.dispatcher())
    assert answer.status_code == 200, answer.text
    return list(answer.json()["suggestions"])


async def test_advice_is_for_those_who_need_it(house: House) -> None:
    question = await house.ask()
    for what in ("routing-suggestions", "briefing", "similar"):
        problem(await house.http.get(f"/questions/{question['id']}/{what}"), 401, "unauthenticated")
    problem(await read(house, question, "routing-suggestions", house.officer()), 403, "forbidden")
    problem(await read(house, question, "briefing", house.reporter()), 403, "forbidden")
    problem(await read(house, question, "briefing", house.officer()), 404, "question-not-found")
    stranger = house.reporter(uuid7(), uuid7())
    problem(await read(house, question, "similar", stranger), 404, "question-not-found")


async def test_fields_suggest_an_agency_and_say_by_which_words(house: House) -> None:
    await told(house, house.agency, "Sở Y tế", "bệnh viện", "sốt xuất huyết", "dược phẩm")
    await told(house, house.other_agency, "Sở Xây dựng", "đường bộ", "mặt đường", "cầu")
    first, *_ = await suggested(house, await house.ask(**HOSPITAL))
    assert first["agency_id"] == str(house.agency)
    assert {"Bệnh viện", "sốt xuất", "xuất huyết"} <= set(first["words"])
    assert first["questions"] == []
    unaccented = {"title": "Sua mat duong", "body": "Mat duong hu hong, bao gio sua xong?"}
    assert (await suggested(house, await house.ask(**unaccented)))[0]["agency_name"] == "Sở Xây dựng"


async def test_what_was_accepted_is_learnt_and_shown_and_outweighs_the_fields(house: House) -> None:
    await told(house, house.agency, "Sở Y tế", "bệnh viện")
    await told(house, house.other_agency, "Sở Xây dựng", "đường bộ", "cầu")
    await house.database.fetch("UPDATE deadline_policies SET questions_per_day = 50")
    drains = {"title": "Nắp cống bị mất", "body": "Nắp cống thoát nước bị mất trộm, ai chịu trách nhiệm?"}
    assert await suggested(house, await house.ask(**drains)) == []
    past = await house.ask(**drains, addressed_agency_id=str(house.other_agency))
    await house.done(past, "acceptance", house.officer(house.other_agency))
    first, *others = await suggested(house, await house.ask(title="Cống thoát nước", body="Nắp cống mất?"))
    assert (first["agency_name"], others) == ("Sở Xây dựng", [])
    assert [each["code"] for each in first["questions"]] == [past["code"]]


async def test_an_agency_that_has_ended_is_not_suggested_any_more(house: House) -> None:
    await told(house, house.agency, "Sở Y tế", "bệnh viện")
    question = await house.ask(**HOSPITAL)
    assert len(await suggested(house, question)) == 1
    await house.hear(
        AgencySucceeded(
            aggregate_version=3,
            agency_id=house.agency,
            kind="MERGE",
            successors=(Successor(agency_id=house.other_agency),),
            ended_at=hue("2026-09-01"),
            document_no="2/QĐ",
        )
    )
    assert await suggested(house, question) == []


@pytest.mark.parametrize("indexed", [False, True])
async def test_a_question_asked_before_is_found_by_its_words(house: House, indexed: bool) -> None:
    before, _ = await house.ask(**HOSPITAL), await house.ask(**ROAD)
    again = {"title": "Benh vien Trung tam qua tai", "body": HOSPITAL["body"]}
    question = await house.ask(**again)
    if indexed:
        await index_texts(house.database)
    found = (await read(house, question, "similar", house.dispatcher())).json()["similar"]
    assert [each["question"]["code"] for each in found] == [before["code"]]
    assert found[0]["likely_duplicate"] is True
    assert "huyết" in found[0]["words"]


async def test_another_newsrooms_unpublished_question_is_never_similar(house: House) -> None:
    await house.ask(**HOSPITAL)
    rival, newsroom = uuid7(), uuid7()
    await house.database.fetch("INSERT INTO reporters VALUES ($1, $2, true, 1)", rival, newsroom)
    who = house.reporter(rival, newsroom)
    question = (await house.http.post("/questions", json=HOSPITAL, headers=who)).json()
    assert (await read(house, question, "similar", who)).json() == {"similar": []}


@pytest.mark.parametrize(
    ("title", "body", "kinds"),
    [
        ("Tình hình", "Xin hỏi tình hình?", ["no_time", "no_place", "no_matter"]),
        ("Về rác thải sinh hoạt ùn ứ", "Rác thải ùn ứ nhiều.", ["no_time", "no_place", "no_ask"]),
        ("Ve rac thai sinh hoat un u", "Rac thai un u nhieu.", ["no_time", "no_place", "no_ask"]),
        (ROAD["title"], ROAD["body"], []),
        ("Sua duong o phuong Vy Da", "Mat duong hu hong tu thang 8, bao gio sua xong", []),
        ("Kinh phí lễ hội điện Hòn Chén", "Ngày 12/9 tại Huế chi hết bao nhiêu tiền", []),
    ],
)
async def test_a_vague_question_is_hinted_at(house: House, title: str, body: str, kinds: list[str]) -> None:
    answer = await house.http.post(
        "/question-hints", json={"title": title, "body": body}, headers=house.reporter()
    )
    assert [each["kind"] for each in answer.json()["hints"]] == kinds
    assert await house.stored() == 0


async def test_a_vague_question_is_taken_and_its_asker_told_what_is_open(house: House) -> None:
    assert [each["kind"] for each in (await house.ask(**ROAD))["hints"]] == []
    vague = await house.ask(title="Tình hình", body="Xin hỏi tình hình?")
    assert [each["kind"] for each in vague["hints"]] == ["no_time", "no_place", "no_matter"]


async def test_hints_speak_the_readers_language(house: House) -> None:
    vague = {"title": "Tình hình", "body": "Thế nào?"}
    problem(await house.http.post("/question-hints", json=vague, headers=house.officer()), 403, "forbidden")
    texts = []
    for language in ("vi", "en"):
        headers = {**house.reporter(), "Accept-Language": language}
        answer = await house.http.post("/question-hints", json=vague, headers=headers)
        texts.append(answer.json()["hints"][0]["text"])
    assert texts[0].startswith("Câu hỏi")
    assert texts[1].startswith("The question")


async def test_the_briefing_tells_an_officer_what_counts_now(house: House) -> None:
    await house.hear(
        PressAgencyRegistered(
            aggregate_version=1,
            press_agency_id=house.newsroom,
            name="Tạp chí Minh họa",
            types=("PRINT", "ONLINE"),
            kind="MAGAZINE",
            purpose="Nghiên cứu kiến trúc",
        )
    )
    question = await house.ask(addressed_agency_id=str(house.agency))
    problem(
        await read(house, question, "briefing", house.officer(house.other_agency)), 404, "question-not-found"
    )
    seen = (await read(house, question, "briefing", house.officer())).json()
    assert [each["full_name"] for each in seen["speakers"]] == ["Trần Thị Minh Họa"]
    assert seen["you_may_speak"] is False
    assert seen["newsroom"]["kind"] == "MAGAZINE"
    assert "tôn chỉ" in seen["newsroom"]["note"].lower()
    assert seen["deadline"]["last_day"] == "2026-09-28"
    assert seen["seconds_left"] > 0
    assert len(seen["refusal"]["grounds"]) == 8
    assert (await read(house, question, "briefing", house.speaker())).json()["you_may_speak"] is True
    assert (await read(house, question, "briefing", house.dispatcher())).status_code == 200


async def test_before_routing_nobody_speaks_on_a_question(house: House) -> None:
    seen = (await read(house, await house.ask(), "briefing", house.dispatcher())).json()
    assert (seen["agency_id"], seen["speakers"], seen["you_may_speak"]) == (None, [], False)
