"""What becomes public of a question: rounds, editions, points, and what is left after a withdrawal."""

from hashlib import sha256
from html import unescape
from typing import Any
from xml.etree import ElementTree as Xml

from services.questions.adapters.mirror import mirror_public
from tests.questions.house import House
from tests.questions.rules import hue
from tests.questions.site import ATOM, SITE, page, public_answer

POINTS = ["Bao giờ thông xe?", "Vì sao chậm?", "Ai đền bù?"]
REFUSED = {
    "number": 2,
    "outcome": "refused",
    "text": "Chưa có kết luận thanh tra.",
    "ground": "INSPECTION_WITHOUT_CONCLUSION",
}


async def status(house: House, path: str) -> int:
    return (await house.http.get(f"{SITE}{path}")).status_code


async def corrected(house: House, question: dict[str, Any], **said: str) -> dict[str, Any]:
    """The answer with a new edition, and the question's version to go on with."""
    told = {"body": "Tháng 6 năm 2027.", "reason": "Nhà thầu lùi tiến độ", **said}
    answer = await house.done(question, "corrections", house.speaker(), **told)
    await mirror_public(house.database)
    return answer


async def feed(house: House) -> Xml.Element:
    return Xml.fromstring((await house.http.get(f"{SITE}/feed.atom")).content)


async def test_a_withdrawn_answer_is_gone_at_once_and_only_its_notice_stays(house: House) -> None:
    question = await public_answer(house)
    code, before = question["code"], (await house.http.get(f"{SITE}/feed.atom")).headers["etag"]
    await house.done(question, "publication-withdrawals", house.speaker(), reason="Có đời tư của công dân")
    for path in (f"/{code}", f"/{code}/versions/1", f"/{code}/versions/1/content"):
        assert await status(house, path) == 404, path
    assert code not in await page(house)
    assert (await feed(house)).find("a:entry", ATOM) is None
    assert (await house.http.get(f"/questions/{question['id']}")).status_code == 404
    await mirror_public(house.database)
    gone = await house.http.get(f"{SITE}/{code}")
    assert gone.status_code == 410
    assert "Có đời tư của công dân" in gone.text
    assert await status(house, f"/{code}/versions/1") == 410
    assert await status(house, f"/{code}/versions/1/content") == 404
    for query in ({}, {"q": "thuan an"}, {"q": code}):
        assert f"{code}</span>" not in await page(house, **query)
    answer = await house.http.get(f"{SITE}/feed.atom", headers={"If-None-Match": before})
    deleted = Xml.fromstring(answer.content).find("at:deleted-entry", ATOM)
    assert deleted is not None
    assert deleted.get("ref") == f"urn:uuid:{question['id']}"
    assert "Có đời tư" in deleted.findtext("at:comment", "", ATOM)
    assert "Thuận An" not in answer.text + gone.text


async def test_a_correction_says_why_and_the_version_before_stays_at_its_address(house: House) -> None:
    question = await public_answer(house)
    house.clock.set(hue("2026-09-22 10:00"))
    second = await public_answer(house, "Năm sau.", title="Cảng Chân Mây", body="Bao giờ?")
    house.clock.set(hue("2026-09-23 10:00"))
    answer = await corrected(house, question)
    code = question["code"]
    shown = unescape(await page(house, f"/{code}"))
    for said in ("Tháng 6 năm 2027.", "Nhà thầu lùi tiến độ", "đính chính ngày 23/09/2026", "Bản 1"):
        assert said in shown, said
    assert "Tháng 12 năm 2026." not in shown
    old = unescape(await page(house, f"/{code}/versions/1"))
    assert "Tháng 12 năm 2026." in old
    assert "Đây là bản 1; đã có bản mới hơn." in old
    content = await house.http.get(f"{SITE}/{code}/versions/2/content")
    assert sha256(content.content).hexdigest() == answer["content_hash"]
    assert code in await page(house, q="thang 6")
    assert code not in await page(house, q='"thang 12"')
    entries = (await feed(house)).findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "Tiến độ cầu Thuận An",
        second["title"],
    ]
    assert entries[0].findtext("a:updated", namespaces=ATOM) == "2026-09-23T03:00:00Z"


async def test_an_edition_that_was_corrected_before_publication_is_never_public(house: House) -> None:
    answer = await house.answered()
    house.clock.set(hue("2026-09-21 10:00"))
    answer = await corrected(house, answer)
    await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    shown = await page(house, "/Q-2026-000001")
    assert "Tháng 6 năm 2027." in shown
    assert await status(house, "/Q-2026-000001/versions/2") == 404
    assert "Q-2026-000001" not in await page(house, q='"thang 12"')
    public = await house.http.get("/questions", params={"q": '"thang 12"'})
    assert public.json()["items"] == []


async def in_points(house: House) -> dict[str, Any]:
    """Three points in public: one answered, one refused, one passed on."""
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "points", house.officer(), points=POINTS)
    question = await house.done(
        question,
        "point-transfers",
        house.officer(),
        number=3,
        agency_id=str(house.other_agency),
        reason="Thuộc nơi khác",
    )
    question = await house.done(question, "acceptance", house.officer())
    said = [{"number": 1, "outcome": "answered", "text": "Tháng 12."}, REFUSED]
    answer = await house.done(
        question, "answer", house.speaker(), form="BRIEFING", body="Như sau.", points=said
    )
    question = await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    return question


async def test_each_point_says_what_became_of_it(house: House) -> None:
    question = await in_points(house)
    shown = unescape(await page(house, f"/{question['code']}"))
    for each in (
        *POINTS,
        "Tháng 12.",
        "Từ chối trả lời",
        "Vụ việc đang thanh tra chưa có kết luận (Luật Báo chí số 126/2025/QH15, khoản 2 Điều 31)",
        "Đã chuyển đến Sở Minh họa 1",
        "Trả lời một phần",
    ):
        assert each in shown, each
    assert "Thuộc nơi khác" not in shown
    assert question["code"] in await page(house, result="partly")
    content = (await house.http.get(f"{SITE}/{question['code']}/versions/1/content")).json()
    assert content["points"][1]["ground"] == "INSPECTION_WITHOUT_CONCLUSION"


async def test_the_timeline_tells_of_clarification_and_extension_and_not_what_was_said(house: House) -> None:
    question = await house.ask(addressed_agency_id=str(house.agency))
    question = await house.done(question, "acceptance", house.officer())
    question = await house.done(question, "clarification-requests", house.officer(), text="Cầu bí mật nào?")
    question = await house.done(question, "clarifications", house.reporter(), text="Nguồn tin mật nói")
    until = "2026-10-02T17:00:00+07:00"
    question = await house.done(
        question, "extension-requests", house.officer(), reason="Chờ số liệu mật", until=until
    )
    question = await house.done(
        question, "extension-decisions", house.dispatcher(), granted=True, reason="Được"
    )
    answer = await house.done(question, "answer", house.speaker(), form="BRIEFING", body="Có.")
    question = await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    shown = unescape(await page(house, f"/{question['code']}"))
    for said in ("Đề nghị làm rõ", "Đã làm rõ", "Gia hạn: 17:00 02/10/2026", "Chuyển đến cơ quan: "):
        assert said in shown, said
    assert "mật" not in shown
    for q in ("nguon tin", "bi mat", "so lieu"):
        assert (await house.http.get("/questions", params={"q": q})).json()["items"] == []
        assert question["code"] not in await page(house, q=q)


async def test_a_reopened_round_stays_in_confidence_until_it_is_published_too(house: House) -> None:
    question = await public_answer(house)
    code = question["code"]
    first = await page(house, f"/{code}")
    house.clock.set(hue("2026-09-22 09:00"))
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa nói vì sao")
    question = await house.done(question, "acceptance", house.officer())
    question = await house.done(question, "points", house.officer(), points=["Vì sao chậm?", "Ai đền bù?"])
    where = {"number": 2, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    question = await house.done(question, "point-transfers", house.officer(), **where)
    said = [{"number": 1, "outcome": "answered", "text": "Vì mưa."}]
    answer = await house.done(
        question, "answer", house.speaker(), form="BRIEFING", body="Xin bổ sung.", points=said
    )
    await mirror_public(house.database)
    assert await page(house, f"/{code}") == first
    assert code not in await page(house, q="mua")
    assert (await house.http.get("/questions", params={"q": "vi mua"})).json()["items"] == []
    await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    shown = unescape(await page(house, f"/{code}"))
    assert "Vì mưa." in shown
    assert "Mở lại" in shown
    assert "Ai đền bù?" in shown
    old = await page(house, f"/{code}/versions/1")
    assert "Tháng 12 năm 2026." in old
    assert "Ai đền bù?" not in old
