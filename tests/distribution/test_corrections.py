"""A correction that is begun and thought better of: whoever may discard it, and what is left of it."""

from collections.abc import Mapping
from typing import Any

import httpx

from shared.ids import uuid7
from tests.distribution.house import TEXT, Headers, House, hue, problem

SECRET = "Tiêu đề không ai được biết"


async def begun(house: House) -> dict[str, Any]:
    """A public release with a correction in work."""
    release = await house.done(await house.published(), "correction", house.officer(), reason="Sai ngày.")
    return await house.done(release, "draft", house.officer(), **{**TEXT, "headline": SECRET})


async def discard(house: House, release: Mapping[str, Any], who: Headers) -> httpx.Response:
    headers = {**who, "If-Match": f'"{release["version"]}"'}
    return await house.http.delete(f"/releases/{release['id']}/correction", headers=headers)


async def test_only_the_agencys_people_discard_what_they_have_read(house: House) -> None:
    release = await begun(house)
    address = f"/releases/{release['id']}/correction"
    problem(await house.http.delete(address), 401, "unauthenticated")
    problem(await house.http.delete(address, headers=house.officer()), 428, "version-required")
    problem(await discard(house, release, house.reporter()), 403, "forbidden")
    problem(await discard(house, release, house.officer(house.other_agency)), 403, "not-your-release")
    problem(await discard(house, {**release, "version": 2}, house.officer()), 412, "stale-version")
    problem(await discard(house, {**release, "id": uuid7()}, house.officer()), 404, "release-not-found")


async def test_without_a_correction_there_is_nothing_to_discard(house: House) -> None:
    problem(await discard(house, await house.approved(), house.officer()), 409, "release-not-public")
    release = await house.published()
    problem(await discard(house, release, house.officer()), 409, "no-correction")
    withdrawn = await house.withdrawn(release)
    problem(await discard(house, withdrawn, house.officer()), 409, "release-withdrawn")


async def test_a_discarded_correction_never_fires_and_the_release_can_be_corrected_anew(
    house: House,
) -> None:
    release = await begun(house)
    at = hue("2026-09-21 15:00")
    release = await house.done(release, "schedule", house.officer(), at=at.isoformat())
    release = await house.done(release, "submission", house.officer())
    release = await house.done(release, "approval", house.speaker())
    before = await house.told()
    answer = await discard(house, release, house.officer())
    assert answer.status_code == 200, answer.text
    left = answer.json()
    assert (left["pending"], left["publication"], left["edition"]) == (None, "published", 1)
    assert left["public"] == release["public"]
    assert await house.fire(at) == 0
    assert await house.told() == before
    found = await house.http.get("/releases", params={"q": SECRET}, headers=house.officer())
    assert found.json()["items"] == []
    corrected = await house.corrected(left, headline="Đã sửa")
    assert (corrected["edition"], corrected["public"]["document"]["headline"]) == (2, "Đã sửa")
