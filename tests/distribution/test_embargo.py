"""What is not public is found nowhere: every address of the service, asked by everybody who must not know."""

from typing import Any

import httpx
import pytest

from deploy.openapi import openapi
from shared.ids import uuid7
from tests.distribution.house import Headers, House, hue, problem
from tests.distribution.test_media import uploaded

EMBARGO = hue("2026-09-21 15:00")
HEADLINE = "Kim Long khởi công cầu mới"
SECRETS = ("Kim Long", "Vân Thê", "tomtatkin", "anhkin", "TC-2026-")
NOT_READ = {"ReadInboxStream", "StreamInbox"}
"""A stream has no end; tests/distribution/test_inbox.py listens to it."""
PAGES = ("/verify?code={code}", "/verify/{code}", "/releases?q=Kim+Long", "/releases?q=van+the")
QUERIES = ("/releases?status=embargoed", "/releases?publication=unpublished", "/releases?urgency=flash")


async def under_embargo(house: House) -> dict[str, Any]:
    medium = await uploaded(house, name="anhkin.jpg")
    release = await house.published(
        headline=HEADLINE,
        summary="tomtatkin",
        body="<p>Vân Thê và Thanh Toàn.</p>",
        urgency="flash",
        embargoed_until=EMBARGO.isoformat(),
        attachments=[{"media_id": medium["id"]}],
    )
    assert release["pending"]["status"] == "embargoed"
    return {**release, "media_id": medium["id"]}


def outsiders(house: House) -> dict[str, Headers]:
    bearer = house.issuer.bearer
    press = {"press_agency_id": house.newsroom}
    return {
        "anybody": {},
        "reporter": bearer("reporter", reporter_id=uuid7(), **press),
        "newsroom admin": bearer("newsroom_admin", **press),
        "another agency": bearer("spokesperson", "focal_officer", agency_id=house.other_agency),
        "others": bearer("leader", "auditor", "door_officer", "administrator"),
    }


def addresses(release: dict[str, Any]) -> list[str]:
    """Every GET operation with the identifiers of the release filled in, and what people would try."""
    found = [*PAGES, *QUERIES, f"/media/{release['media_id']}?variant=thumbnail"]
    for path, item in openapi("distribution")["paths"].items():
        if "get" in item and item["get"]["operationId"] not in NOT_READ and "stream" not in path:
            found.append(path.removeprefix("/distribution/v1"))
    values = {
        "release_id": release["id"],
        "media_id": release["media_id"],
        "code": release["code"],
        "edition": "1",
        "endpoint_id": release["id"],
        "email_id": release["id"],
        "item_id": release["id"],
        "token": "x",
    }
    return [each.format(**values) for each in found]


def says_nothing(answer: httpx.Response, release: dict[str, Any]) -> None:
    assert answer.status_code < 500, answer.text
    told = answer.text + str(answer.headers)
    asked = str(answer.request.url)
    for secret in (*SECRETS, release["id"], release["media_id"]):
        if secret in asked and answer.headers["content-type"].startswith("text/html"):
            continue  # a form shows what was typed into it
        assert secret not in told, (asked, secret)


async def test_no_address_tells_anybody_outside_of_an_embargoed_release(house: House) -> None:
    release = await under_embargo(house)
    house.clock.set(hue("2026-09-21 14:59"))
    await house.fire()
    for who in outsiders(house).values():
        for address in addresses(release):
            says_nothing(await house.http.get(address, headers=who), release)


async def test_the_same_addresses_tell_of_it_once_it_is_public(house: House) -> None:
    release = await under_embargo(house)
    await house.fire(EMBARGO)
    answers = [await house.http.get(address) for address in addresses(release)]
    assert sum(HEADLINE in answer.text for answer in answers) >= 10


async def test_nobody_outside_acts_on_an_embargoed_release(house: House) -> None:
    release = await under_embargo(house)
    reporter = outsiders(house)["reporter"]
    answer = await house.http.post(
        f"/releases/{release['id']}/takes", json={"action": "open"}, headers=reporter
    )
    assert answer.status_code in (403, 404), answer.text
    assert await house.told() == []


async def test_feeds_log_and_their_tags_are_the_same_with_an_embargoed_release_and_without(
    house: House,
) -> None:
    await house.published()
    places = ("/feed.json", "/feed.atom", "/log", "/releases", "/inbox/summary")
    reporter = outsiders(house)["reporter"]
    before = [await house.http.get(place, headers=reporter) for place in places]
    await under_embargo(house)
    after = [await house.http.get(place, headers=reporter) for place in places]
    for place, old, new in zip(places, before, after, strict=True):
        assert (old.content, old.headers.get("etag")) == (new.content, new.headers.get("etag")), place


async def test_the_bus_hears_nothing_before_the_minute_and_everything_after(house: House) -> None:
    await under_embargo(house)
    assert await house.told() == []
    await house.fire(EMBARGO)
    assert len(await house.told()) == 1


@pytest.mark.parametrize("role", ["ioc_dispatcher", "department_officer"])
async def test_those_who_watch_over_the_network_see_it_and_cannot_act(house: House, role: str) -> None:
    release = await under_embargo(house)
    watcher = house.issuer.bearer(role)
    answer = await house.http.get(f"/releases/{release['id']}", headers=watcher)
    assert answer.json()["pending"]["content"]["headline"] == HEADLINE
    refused = await house.act(release, "withdrawal", watcher, reason="x")
    problem(refused, 403, "forbidden")


async def test_at_its_minute_everybody_finds_it(house: House) -> None:
    release = await under_embargo(house)
    await house.fire(EMBARGO)
    assert HEADLINE in (await house.http.get(f"/releases/{release['id']}")).text
    assert HEADLINE in (await house.http.get("/feed.json")).text
    found = (await house.http.get("/releases?q=kim+long")).json()["items"]
    assert [item["id"] for item in found] == [release["id"]]
    assert (await house.http.get(f"/media/{release['media_id']}")).status_code == 307
    assert HEADLINE in (await house.http.get(f"/verify/{release['code']}")).text
