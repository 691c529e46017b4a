"""Finding questions: filters, words without accents, and pages that stay stable."""

from typing import Any
from uuid import UUID

import pytest

from services.questions.adapters.search import index_texts
from tests.questions.house import House, problem
from tests.questions.rules import hue


async def codes(house: House, **params: object) -> list[str]:
    """Codes of the questions that IOC finds."""
    answer = await house.http.get("/questions", params=_plain(params), headers=house.dispatcher())
    assert answer.status_code == 200, answer.text
    return [item["code"] for item in answer.json()["items"]]


def _plain(params: dict[str, object]) -> dict[str, Any]:
    return {name: str(value) for name, value in params.items()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "lost"),
        ("overdue", "perhaps"),
        ("limit", "0"),
        ("limit", "101"),
        ("agency_id", "7"),
        ("agency_id", "null"),
        ("overdue", "NULL"),
        ("q", ""),
    ],
)
async def test_a_filter_that_means_nothing_is_refused(house: House, name: str, value: str) -> None:
    answer = await house.http.get("/questions", params={name: value})
    assert answer.status_code == 400
    assert answer.json()["type"] == "urn:caunoi:problem:invalid-parameter"


async def test_each_filter_finds_its_own(house: House) -> None:
    waiting = await house.ask()
    answer = await house.answered()
    routed = await house.ask(addressed_agency_id=str(house.other_agency))
    answered = (await codes(house, outcome="answered"))[0]
    assert await codes(house, status="submitted") == [waiting["code"]]
    assert await codes(house, status="closed") == [answered]
    assert await codes(house, agency_id=house.other_agency) == [routed["code"]]
    assert await codes(house, press_agency_id=house.newsroom) == [routed["code"], answered, waiting["code"]]
    assert await codes(house, publication="published") == []
    await house.done(answer, "publication", house.officer())
    assert await codes(house, publication="published") == [answered]
    assert await codes(house, due_before="2026-09-28T17:00:00Z") == []
    assert len(await codes(house, due_before="2026-09-28T17:00:01Z")) == 3
    assert await codes(house, status="submitted", outcome="answered") == []


async def test_overdue_is_what_the_times_say(house: House) -> None:
    late = await house.ask()
    await house.answered()
    assert await codes(house, overdue="true") == []
    house.clock.set(hue("2026-09-29 00:00"))
    fresh = await house.ask()
    assert await codes(house, overdue="true") == [late["code"]]
    assert fresh["code"] in await codes(house, overdue="false")
    assert late["code"] not in await codes(house, overdue="false")


@pytest.mark.parametrize(
    "q",
    [
        "tiến độ",
        "tien do",
        "TIẾN ĐỘ",
        "Tie\u0302\u0301n đo\u0323\u0302",
        '"cau thuan an"',
        "thong xe",
        "do -cang",
    ],
)
async def test_words_are_found_with_or_without_accents(house: House, q: str) -> None:
    found = await house.ask()
    await house.ask(title="Quy hoạch cảng Chân Mây", body="Bao giờ công bố?")
    assert await codes(house, q=q) == [found["code"]]


async def test_a_text_is_found_before_and_after_it_has_been_indexed(house: House) -> None:
    code = (await house.ask())["code"]
    assert await codes(house, q="thuan an") == [code]
    await index_texts(house.database)
    assert (await house.database.fetch("SELECT count(*) FROM search_queue"))[0][0] == 0
    assert await codes(house, q="thuan an") == [code]


@pytest.mark.parametrize("q", ["'); DROP TABLE questions; --", "((", "a & | !", "\\", "%", " "])
async def test_words_are_never_read_as_a_language(house: House, q: str) -> None:
    await house.ask()
    assert await codes(house, q=q) == []


@pytest.mark.parametrize("q", ["-cang", '-"cau thuan an"', "-do -cang", "-cang ((", "--cang"])
async def test_a_search_that_only_excludes_is_refused(house: House, q: str) -> None:
    await house.ask()
    answer = await house.http.get("/questions", params={"q": q}, headers=house.dispatcher())
    problem(answer, 400, "only-exclusions", "q")


@pytest.mark.parametrize("indexed", [True, False])
async def test_a_question_is_left_out_when_its_answer_has_the_word(house: House, *, indexed: bool) -> None:
    await house.answered()
    other = await house.ask()
    if indexed:
        await index_texts(house.database)
    for q in ("thong xe -thang", "-THÁNG thong xe", 'thong xe -"thang 12"', "thong xe -cang -thang"):
        assert await codes(house, q=q) == [other["code"]]
    assert len(await codes(house, q='thong xe -"12 thang"')) == 2


async def test_an_answer_is_found_by_its_words_and_a_question_by_its_code(house: House) -> None:
    await house.ask()
    answer = await house.answered()
    address = f"/questions/{answer['question_id']}"
    code = (await house.http.get(address, headers=house.dispatcher())).json()["code"]
    assert await codes(house, q="thang 12 nam 2026") == [code]
    assert await codes(house, q=code) == [code]


async def test_pages_follow_one_another_without_gaps_or_repeats_while_questions_come(house: House) -> None:
    asked = [(await house.ask(title=f"Câu {number}"))["code"] for number in range(5)]
    pages, cursor = [], None
    while True:
        params = {"limit": "2", **({"cursor": cursor} if cursor else {})}
        page = (await house.http.get("/questions", params=params, headers=house.reporter())).json()
        pages.append([item["code"] for item in page["items"]])
        cursor = page["next_cursor"]
        if cursor is None:
            break
        await house.ask(title="Chen ngang")
    assert pages == [[asked[4], asked[3]], [asked[2], asked[1]], [asked[0]]]


async def test_a_word_that_most_texts_have_finds_the_same_as_a_seldom_one(house: House) -> None:
    first, second = await house.ask(title="Rác thải ở chợ"), await house.ask(title="Đèn đường")
    await index_texts(house.database)
    waiting = await house.ask(title="Rác thải ở bến xe")
    seldom = await codes(house, q="rác")
    await house.database.fetch(
        "INSERT INTO search_words (position, question_id, words) "
        "SELECT 1000000 + n, $1, to_tsvector('simple', 'rac') FROM generate_series(1, 2001) n",
        UUID(first["id"]),
    )
    assert await codes(house, q="rác") == seldom == [waiting["code"], first["code"]]
    assert await codes(house, q="rác -chợ") == [waiting["code"]]
    assert second["code"] not in seldom
