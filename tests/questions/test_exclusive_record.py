"""What the public learns of an answer that its asker's newsroom had alone, or that was taken back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.questions.adapters.mirror import mirror_public
from services.questions.application.windows import end_windows
from tests.questions.house import House, MakeHouse, problem
from tests.questions.rules import hue
from tests.questions.site import SITE

BODY = "Tháng 12 năm 2026."
SECOND = {"form": "BRIEFING", "body": "Tháng 6 năm 2027."}


@pytest.fixture
async def house(make_house: MakeHouse) -> AsyncIterator[House]:
    """Answers are kept for the asker's newsroom for a day."""
    made = make_house(EXCLUSIVE_HOURS="24")
    await made.furnish()
    async with made.http:
        yield made


async def kept(house: House) -> dict[str, Any]:
    """Answered on Monday at nine, and published at once: nobody else has it before Tuesday at nine."""
    return await house.done(await house.answered(), "publication", house.officer())


async def again(house: House, question: dict[str, Any]) -> dict[str, Any]:
    """A second round up to its publication."""
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa nói vì sao")
    question = await house.done(question, "acceptance", house.officer())
    answer = await house.done(question, "answer", house.speaker(), **SECOND)
    return await house.done(answer, "publication", house.officer())


async def taken_back(house: House) -> dict[str, Any]:
    """Published without a window, for it had passed, and withdrawn at half past nine on Wednesday."""
    answer = await house.answered()
    house.clock.set(hue("2026-09-23 09:00"))
    question = await house.done(answer, "publication", house.officer())
    await mirror_public(house.database)
    house.clock.set(hue("2026-09-23 09:30"))
    return await house.done(question, "publication-withdrawals", house.speaker(), reason="Có đời tư")


async def record(house: House, question: dict[str, Any]) -> dict[str, Any]:
    """What everybody reads, once the mirror has had its turn."""
    await mirror_public(house.database)
    answer = await house.http.get(f"/answers/{question['code']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_what_was_corrected_while_it_was_exclusive_is_never_public(house: House) -> None:
    question = await kept(house)
    house.clock.set(hue("2026-09-21 12:00"))
    await house.done(question, "corrections", house.speaker(), body="Tháng 6.", reason="Nêu tên người dân")
    house.clock.set(hue("2026-09-22 09:05"))
    await end_windows(house.office.unit)
    shown = await record(house, question)
    assert [version["body"] for version in shown["versions"]] == ["Tháng 6."]
    assert BODY not in (await house.http.get(f"{SITE}/feed.atom")).text


async def test_an_answer_is_public_from_the_end_of_its_window_on(house: House) -> None:
    question = await kept(house)
    house.clock.set(hue("2026-09-22 09:05"))
    await end_windows(house.office.unit)
    shown = await record(house, question)
    assert shown["published_at"] == "2026-09-22T02:00:00Z"
    assert shown["timeline"][-1] | {"agency_name": None} == {
        "kind": "published",
        "at": "2026-09-22T02:00:00Z",
        "agency_name": None,
        "until": None,
    }


async def test_a_round_that_was_reopened_within_its_window_is_never_public(house: House) -> None:
    question = await kept(house)
    house.clock.set(hue("2026-09-21 12:00"))
    question = await again(house, question)
    house.clock.set(hue("2026-09-22 12:05"))
    await end_windows(house.office.unit)
    shown = await record(house, question)
    assert [version["body"] for version in shown["versions"]] == [SECOND["body"]]
    published = [moment["at"] for moment in shown["timeline"] if moment["kind"] == "published"]
    assert published == ["2026-09-22T05:00:00Z"]


async def seen(house: House, question: dict[str, Any]) -> tuple[int, bytes, str]:
    """What somebody who watches the notice of a withdrawal learns, without the number of his request."""
    await mirror_public(house.database)
    feed = await house.http.get(f"{SITE}/feed.atom")
    page = await house.http.get(f"{SITE}/{question['code']}")
    return page.status_code, page.content + feed.content, feed.headers["etag"]


async def test_a_withdrawn_answer_stays_away_while_the_next_is_exclusive(house: House) -> None:
    question = await taken_back(house)
    before = await seen(house, question)
    assert before[0] == 410
    question = await again(house, question)
    assert question["publication"] == "exclusive"
    assert await seen(house, question) == before
    house.clock.set(hue("2026-09-24 12:00"))
    await end_windows(house.office.unit)
    shown = await record(house, question)
    assert [version["body"] for version in shown["versions"]] == [SECOND["body"]]


async def test_a_withdrawn_answer_does_not_come_back_when_the_mirror_was_late(house: House) -> None:
    question = await again(house, await taken_back(house))
    assert (await house.http.get(f"{SITE}/{question['code']}")).status_code == 404
    assert question["code"] not in (await house.http.get(f"{SITE}?q=thang")).text
    assert (await seen(house, question))[0] == 410


async def test_what_becomes_of_the_points_after_a_withdrawal_moves_nothing_in_the_feed(house: House) -> None:
    question = await taken_back(house)
    before = await seen(house, question)
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa nói vì sao")
    question = await house.done(question, "points", house.officer(), points=["Vì sao?", "Ai đền bù?"])
    where = {"number": 2, "agency_id": str(house.other_agency), "reason": "Thuộc nơi khác"}
    question = await house.done(question, "point-transfers", house.officer(), **where)
    assert await seen(house, question) == before


async def test_what_is_public_can_be_taken_back_while_a_new_round_goes_on(house: House) -> None:
    answer = await house.answered()
    house.clock.set(hue("2026-09-23 09:00"))
    question = await house.done(answer, "publication", house.officer())
    question = await house.done(question, "reopenings", house.reporter(), reason="Chưa nói vì sao")
    nothing = await house.act(question, "publication-withdrawals", house.officer(), reason="Có đời tư")
    problem(nothing, 403, "not-an-active-spokesperson")
    question = await house.done(
        question, "publication-withdrawals", house.speaker(), reason="Có đời tư của người dân"
    )
    assert (question["status"], question["publication"]) == ("routed", "withdrawn")
    problem(
        await house.act(question, "publication-withdrawals", house.speaker(), reason="Lại"), 409, "not-public"
    )
    assert (await seen(house, question))[0] == 410
    question = await house.done(question, "acceptance", house.officer())
    answer = await house.done(question, "answer", house.speaker(), **SECOND)
    await house.done(answer, "publication", house.officer())
    house.clock.set(hue("2026-09-24 09:05"))
    await end_windows(house.office.unit)
    shown = await record(house, question)
    assert [version["body"] for version in shown["versions"]] == [SECOND["body"]]
