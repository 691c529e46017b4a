"""The feed of public answers and the sitemap, as a feed reader and a search engine take them."""

from xml.etree import ElementTree as Xml

import httpx
import pytest

from tests.questions.house import House
from tests.questions.rules import hue
from tests.questions.site import ATOM, SITE, public_answer

FEED = f"{SITE}/feed.atom"


def entries(answer: httpx.Response) -> list[Xml.Element]:
    """Of a feed that has everything that RFC 4287 section 4.1 demands."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)
    found = feed.findall("a:entry", ATOM)
    for each in (feed, *found):
        for name in ("id", "title", "updated"):
            assert each.findtext(f"a:{name}", namespaces=ATOM), name
    assert all(each.findtext("a:author/a:name", namespaces=ATOM) for each in found)
    return found


@pytest.mark.parametrize("query", ["before=0", "before=x", "lang=fr"])
async def test_a_place_that_means_nothing_is_refused(house: House, query: str) -> None:
    assert (await house.http.get(f"{FEED}?{query}")).status_code == 400


async def test_an_empty_feed_is_a_feed(house: House) -> None:
    assert entries(await house.http.get(FEED)) == []


async def test_an_answer_is_told_once_and_asked_for_again_it_costs_nothing(house: House) -> None:
    empty = (await house.http.get(FEED)).headers["etag"]
    code = (await public_answer(house))["code"]
    answer = await house.http.get(FEED, headers={"If-None-Match": empty})
    (entry,) = entries(answer)
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"{SITE}/{code}"
    assert "Tháng 12 năm 2026." in entry.findtext("a:content", "", ATOM)
    assert str(house.reporter_id) not in answer.text
    for sent in (answer.headers["etag"], f'"x", W/{answer.headers["etag"]}', "*"):
        again = await house.http.get(FEED, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
    english = await house.http.get(
        FEED, headers={"If-None-Match": answer.headers["etag"]}, params={"lang": "en"}
    )
    assert "Answers to the press" in english.text


async def test_older_changes_are_on_the_next_page(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.questions.entrypoints.controllers.answers_feed.ENTRIES", 2)
    for day in range(1, 6):
        house.clock.set(hue(f"2026-09-{day:02d} 09:00"))
        await public_answer(house, title=f"Câu {day}")
    told, address = [], FEED
    while address:
        answer = await house.http.get(address)
        told.append([entry.findtext("a:title", namespaces=ATOM) for entry in entries(answer)])
        older = Xml.fromstring(answer.content).find("a:link[@rel='next']", ATOM)
        address = "" if older is None else str(older.get("href"))
    assert told == [["Câu 5", "Câu 4"], ["Câu 3", "Câu 2"], ["Câu 1"]]


async def test_the_sitemap_names_each_answer(house: House) -> None:
    code = (await public_answer(house))["code"]
    found = Xml.fromstring((await house.http.get(f"{SITE}/sitemap.xml")).content)
    named = [each.text for each in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert named == [SITE, f"{SITE}/{code}"]
