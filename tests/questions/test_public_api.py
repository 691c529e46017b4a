"""Public answers as JSON: what is refused, what is shown, and that nothing else is."""

from hashlib import sha256
from typing import Any

import pytest

from services.questions.adapters.mirror import mirror_public
from tests.questions.house import House, problem
from tests.questions.rules import hue
from tests.questions.site import public_answer

ORIGIN = "http://127.0.0.1:8000"


async def listed(house: House, **query: str) -> list[dict[str, Any]]:
    answer = await house.http.get("/answers", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def one(house: House, code: str) -> dict[str, Any]:
    answer = await house.http.get(f"/answers/{code}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    "query",
    ["cursor=x", "agency_id=7", "result=lost", "from=2026-02-31", "to=soon", "limit=101", "q=", "q=a&q=b"],
)
async def test_a_filter_that_means_nothing_is_refused(house: House, query: str) -> None:
    assert (await house.http.get(f"/answers?{query}")).status_code == 400, query


async def test_spaces_are_no_words(house: House) -> None:
    await public_answer(house)
    await mirror_public(house.database)
    assert len(await listed(house, q=" ")) == 1
    assert len(await listed(house, q="  thuan   AN ")) == 1


async def test_what_is_not_public_cannot_be_told_from_what_there_is_not(house: House) -> None:
    question = await house.answered()
    await mirror_public(house.database)
    for code in (question.get("code", "Q-2026-000001"), "Q-2026-999999", "nonsense"):
        for who in ({}, house.dispatcher(), house.reporter()):
            problem(await house.http.get(f"/answers/{code}", headers=who), 404, "answer-not-public")
    assert await listed(house) == []


async def test_a_withdrawn_answer_is_gone_at_once_and_says_why(house: House) -> None:
    question = await public_answer(house)
    address = f"/answers/{question['code']}"
    before = await house.http.get(address)
    tag = {"if-none-match": (await house.http.get("/answers")).headers["etag"]}
    assert (await house.http.get("/answers", headers=tag)).status_code == 304
    await house.done(question, "publication-withdrawals", house.speaker(), reason="Nêu tên một người")
    assert (await house.http.get("/answers", headers=tag)).json()["items"] == []
    assert (
        await house.http.get(address, headers={"if-none-match": before.headers["etag"]})
    ).status_code == 404
    await mirror_public(house.database)
    gone = await house.http.get(address, headers={"accept-language": "vi"})
    problem(gone, 410, "answer-withdrawn")
    assert "Nêu tên một người" in gone.json()["detail"]
    assert "Thuận An" not in gone.text


async def in_points_and_corrected(house: House) -> str:
    """The code of a public answer of two points in two versions."""
    asked = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(asked, "acceptance", house.officer())
    question = await house.done(question, "points", house.officer(), points=["Một?", "Hai?"])
    points = [
        {"number": 1, "outcome": "answered", "text": "Có."},
        {"number": 2, "outcome": "refused", "text": "Bí mật", "ground": "STATE_SECRET"},
    ]
    said = {"form": "BRIEFING", "body": "Trả lời chung.", "points": points}
    question = await house.done(question, "answer", house.speaker(), **said)
    question = await house.done(question, "publication", house.officer())
    house.clock.set(hue("2026-09-22 09:00"))
    corrected = {"body": "Trả lời chung, đã sửa.", "reason": "Sót số liệu"}
    await house.done(question, "corrections", house.speaker(), **corrected)
    await mirror_public(house.database)
    return str(asked["code"])


async def test_one_has_points_timeline_versions_and_the_hash_of_what_is_served(house: House) -> None:
    code = await in_points_and_corrected(house)
    shown = await one(house, code.lower())
    assert (shown["result"], shown["on_time"], shown["agency_name"]) == ("partly", True, "Sở Minh họa 0")
    assert [each["kind"] for each in shown["timeline"]] == [
        "submitted",
        "routed",
        "answered",
        "published",
        "corrected",
    ]
    assert [(each["number"], each["reason"]) for each in shown["versions"]] == [(1, None), (2, "Sót số liệu")]
    newest = shown["versions"][-1]
    assert [(each["asked"], each["state"], each["ground"]) for each in newest["points"]] == [
        ("Một?", "answered", None),
        ("Hai?", "refused", "STATE_SECRET"),
    ]
    for version in shown["versions"]:
        served = await house.http.get(version["content"])
        assert sha256(served.content).hexdigest() == version["content_hash"]
    [summary] = await listed(house)
    assert (summary["content_hash"], summary["versions"]) == (newest["content_hash"], 2)
    assert summary["address"] == shown["address"] == f"{ORIGIN}/questions/answers/{code}"
    assert str(house.reporter_id) not in str(shown)
    assert str(house.newsroom) not in str(shown)


@pytest.mark.parametrize("q", ["tien do", "TIẾN ĐỘ", "thang 12", '"cau thuan an"', "do -cang"])
async def test_words_are_found_with_or_without_accents(house: House, q: str) -> None:
    code = (await public_answer(house))["code"]
    await public_answer(house, "Năm sau.", title="Quy hoạch cảng Chân Mây", body="Công bố chưa?")
    assert [each["code"] for each in await listed(house, q=q)] == [code]


@pytest.mark.parametrize("q", ["'); DROP TABLE questions; --", "((", "a & | !", "\\", "%"])
async def test_words_are_never_read_as_a_language(house: House, q: str) -> None:
    await public_answer(house)
    await listed(house, q=q)


async def test_each_filter_finds_its_own(house: House) -> None:
    await public_answer(house)
    day = {"from": "2026-09-21", "to": "2026-09-21"}
    for found in ({"agency_id": str(house.agency), "result": "answered"}, day, {"to": "9999-12-31"}):
        assert len(await listed(house, **found)) == 1, found
    nothing: tuple[dict[str, str], ...] = (
        {"agency_id": str(house.other_agency)},
        {"result": "refused"},
        {"from": "2026-09-22"},
        {"to": "2026-09-20"},
    )
    for missed in nothing:
        assert await listed(house, **missed) == [], missed


async def test_every_answer_is_on_exactly_one_page_the_newest_first(house: House) -> None:
    for number in range(5):
        house.clock.set(hue(f"2026-09-{number // 2 + 1:02d} 08:{number:02d}"))
        await public_answer(house, title=f"Câu hỏi số {number}")
    titles: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await house.http.get("/answers", params={"limit": "2", **cursor})).json()
        titles += [each["title"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    assert titles == [f"Câu hỏi số {number}" for number in range(4, -1, -1)]


async def test_what_has_not_changed_is_not_sent_again(house: House) -> None:
    question = await public_answer(house)
    for address in ("/answers", f"/answers/{question['code']}"):
        first = await house.http.get(address)
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "public, no-cache"
        for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await house.http.get(address, headers={"if-none-match": sent})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag), sent
    await public_answer(house, title="Thêm một câu hỏi")
    assert (await house.http.get("/answers", headers={"if-none-match": tag})).status_code == 200
