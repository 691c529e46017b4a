"""The public answers site: what it refuses, what it shows, what stays at its address."""

from hashlib import sha256
from html import unescape

import pytest

from services.questions.adapters.mirror import mirror_public
from tests.questions.house import House, problem
from tests.questions.rules import hue
from tests.questions.site import SITE, page, public_answer


@pytest.mark.parametrize(
    "query",
    ["cursor=nonsense", "agency_id=7", "result=lost", "from=2026-02-31", "to=soon", "lang=fr", "q=a&q=b"],
)
async def test_a_filter_that_means_nothing_is_refused(house: House, query: str) -> None:
    assert (await house.http.get(f"{SITE}?{query}")).status_code == 400, query


async def test_a_day_that_there_is_not_is_named(house: House) -> None:
    problem(await house.http.get(f"{SITE}?from=2026-02-31"), 400, "invalid-parameter", "from")


@pytest.mark.parametrize("address", ["/Q-2026-000001", "/Q-2026-000001/versions/1", "/nonsense"])
async def test_what_is_not_public_has_the_page_of_what_there_is_not(house: House, address: str) -> None:
    await house.answered()
    await mirror_public(house.database)
    answer = await house.http.get(f"{SITE}{address}")
    assert answer.status_code == 404
    assert "Không có câu trả lời công khai này" in answer.text
    assert "Thuận An" not in answer.text


async def test_a_version_that_there_is_not_is_missing(house: House) -> None:
    code = (await public_answer(house))["code"]
    for number in ("0", "2", "99999999999999999999"):
        assert (await house.http.get(f"{SITE}/{code}/versions/{number}")).status_code == 404
        assert (await house.http.get(f"{SITE}/{code}/versions/{number}/content")).status_code == 404


async def test_what_people_type_is_shown_as_text_and_no_page_has_a_script(house: House) -> None:
    evil = "<script>alert(1)</script>"
    code = (await public_answer(house, f"{evil} & đáp", title=f"{evil} hỏi", body=evil))["code"]
    for path, query in (("", {"q": evil}), (f"/{code}", {}), ("", {})):
        answer = await house.http.get(f"{SITE}{path}", params=query)
        assert "<script" not in answer.text
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


async def test_an_answer_shows_who_spoke_when_it_was_due_and_how_it_went(house: House) -> None:
    code = (await public_answer(house))["code"]
    shown = await page(house, f"/{code}")
    for said in (
        "Tiến độ cầu Thuận An",
        "Bao giờ thông xe?",
        "Tháng 12 năm 2026.",
        "Trần Thị Minh Họa",
        "Phó Giám đốc, Sở Minh họa 0",
        "hết ngày 28/09/2026",
        "Đúng hạn",
        code,
        f'rel="canonical" href="http://127.0.0.1:8000/questions/answers/{code}"',
    ):
        assert said in unescape(shown), said
    assert str(house.reporter_id) not in shown
    english = await page(house, f"/{code.lower()}", lang="en")
    assert "end of 28 September 2026" in english
    assert "On time" in english


async def test_the_hash_is_that_of_the_file_that_the_page_links_to(house: House) -> None:
    published = await public_answer(house)
    answer = (await house.http.get(f"/questions/{published['id']}/answer")).json()
    content = await house.http.get(f"{SITE}/{published['code']}/versions/1/content")
    assert sha256(content.content).hexdigest() == answer["content_hash"]
    assert answer["content_hash"] in await page(house, f"/{published['code']}")
    assert await page(house, f"/{published['code']}/versions/1")


@pytest.mark.parametrize("q", ["tien do", "TIẾN ĐỘ", "thang 12", '"cau thuan an"', "minh hoa", "do -cang"])
async def test_words_are_found_with_or_without_accents(house: House, q: str) -> None:
    code = (await public_answer(house))["code"]
    await public_answer(house, "Năm sau.", title="Quy hoạch cảng Chân Mây", body="Công bố chưa?")
    shown = await page(house, q=q)
    assert f"/questions/answers/{code}" in shown
    if q != "minh hoa":
        assert "Chân Mây" not in shown


@pytest.mark.parametrize("q", ["'); DROP TABLE questions; --", "((", "a & | !", "\\", "%", " - "])
async def test_words_are_never_read_as_a_language(house: House, q: str) -> None:
    await public_answer(house)
    await page(house, q=q)


async def test_each_filter_finds_its_own(house: House) -> None:
    await public_answer(house)
    found = "Tiến độ cầu Thuận An"
    assert found in await page(house, agency_id=str(house.agency), result="answered")
    assert found in await page(house, **{"from": "2026-09-21", "to": "2026-09-21"})
    assert found not in await page(house, agency_id=str(house.other_agency))
    assert found not in await page(house, result="refused")
    assert found not in await page(house, **{"from": "2026-09-22"})
    assert found not in await page(house, to="2026-09-20")
    assert found in await page(house, to="9999-12-31", q="", agency_id="", result="")


async def test_every_answer_is_on_exactly_one_page_the_newest_first(house: House) -> None:
    for number in range(23):
        house.clock.set(hue(f"2026-09-{number // 3 + 1:02d} 08:{number:02d}"))
        await public_answer(house, title=f"Câu hỏi số {number}")
    first = await page(house, lang="en")
    titles = [part.partition(">")[2].partition("<")[0] for part in first.split('<h3 lang="vi">')[1:]]
    assert titles == [f"Câu hỏi số {number}" for number in range(22, 2, -1)]
    following = unescape(first.partition('rel="next" href="')[2].partition('"')[0])
    second = await house.http.get(f"http://127.0.0.1:8000{following}")
    assert second.text.count("<h3") == 3
    assert "Back to the first page" in second.text


async def test_a_change_of_what_nobody_sees_moves_nothing(house: House) -> None:
    published = await public_answer(house)
    before = await house.database.fetch("SELECT change, record FROM public_answers")
    await house.database.fetch(
        "UPDATE questions SET version = version + 1 WHERE code = $1", published["code"]
    )
    await mirror_public(house.database)
    assert await house.database.fetch("SELECT change, record FROM public_answers") == before
    assert (await house.database.fetch("SELECT count(*) FROM public_queue"))[0][0] == 0
