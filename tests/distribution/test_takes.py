"""Takes: of what is public only, once for each account, edition and action."""

from typing import Any
from uuid import UUID

import pytest

from shared.contracts.distribution import ReleaseTaken
from shared.ids import uuid7
from tests.distribution.house import Headers, House, hue, problem

ACTIONS = ("open", "download", "copy")


async def take(house: House, release: Any, action: str, who: Headers | None = None) -> Any:
    release_id = release if isinstance(release, (str, UUID)) else release["id"]
    body = {"action": action}
    return await house.http.post(f"/releases/{release_id}/takes", json=body, headers=who or house.reporter())


async def test_what_is_not_public_cannot_be_taken_even_by_its_own_agency(house: House) -> None:
    draft = await house.draft()
    embargoed = await house.approved(embargoed_until=hue("2026-09-22 09:00").isoformat())
    embargoed = await house.done(embargoed, "publication", house.speaker())
    for release in (draft, embargoed, uuid7()):
        problem(await take(house, release, "open"), 404, "release-not-found")
    assert await house.count("takes") == 0
    assert await house.fire(hue("2026-09-22 09:00")) == 1
    assert (await take(house, embargoed, "open")).status_code == 201


async def test_only_newsrooms_take(house: House) -> None:
    release = await house.published()
    problem(await take(house, release, "open", house.officer()), 403, "forbidden")
    problem(await take(house, release, "open", house.issuer.bearer("reporter")), 403, "no-newsroom")
    problem(await take(house, release, "print"), 400, "invalid-body", "action")


async def test_a_withdrawn_release_can_be_opened_only(house: House) -> None:
    release = await house.withdrawn(await house.published())
    assert (await take(house, release, "open")).status_code == 201
    for action in ("download", "copy"):
        problem(await take(house, release, action), 410, "taken-after-withdrawal")


@pytest.mark.parametrize("action", ACTIONS)
async def test_taken_twice_it_counts_once(house: House, action: str) -> None:
    release, who = await house.published(), house.reporter()
    first, again = await take(house, release, action, who), await take(house, release, action, who)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    told = [event for event in await house.told() if isinstance(event, ReleaseTaken)]
    assert [(event.action, event.press_agency_id) for event in told] == [(action, house.newsroom)]
    assert (await take(house, release, action)).json()["id"] != first.json()["id"]


async def test_a_correction_is_taken_again(house: House) -> None:
    release, who = await house.published(), house.reporter()
    await take(house, release, "copy", who)
    await house.corrected(release)
    assert (await take(house, release, "copy", who)).json()["edition"] == 2
    assert await house.count("takes") == 2
