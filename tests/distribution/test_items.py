"""Published items: declared by newsrooms, confirmed or refused by the agency whose release it is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.distribution.domain.errors.items import InvalidItemAddress
from services.distribution.domain.model.items import address_key
from shared.contracts.distribution import ItemConfirmed, ItemPublished, ItemRefused
from shared.ids import uuid7
from tests.distribution.house import Headers, House, hue, problem

URL = "https://toasoan.example.vn/tin/xe-buyt"
PUBLISHED = hue("2026-09-21 10:00")


async def declare(
    house: House, release: Any, url: str = URL, who: Headers | None = None, **fields: Any
) -> Any:
    body = {
        "release_id": str(release["id"]),
        "url": url,
        "title": "Huế có thêm xe buýt",
        "published_at": PUBLISHED.isoformat(),
        **fields,
    }
    return await house.http.post("/items", json=body, headers=who or house.reporter())


async def later(house: House) -> dict[str, Any]:
    """A public release, and an hour and a half on."""
    release = await house.published()
    house.clock.set(hue("2026-09-21 10:30"))
    return release


async def decide(house: House, item: Any, act: str, who: Headers, **body: str) -> Any:
    headers = {**who, "If-Match": f'"{item["version"]}"'}
    return await house.http.post(f"/items/{item['id']}/{act}", json=body or None, headers=headers)


@pytest.mark.parametrize(
    "url",
    ["toasoan.vn/tin", "ftp://toasoan.vn/", "https://u:p@toasoan.vn/", "https://localhost/x", "javascript:x",
     "https://", "https://toasoan.vn/a b", "https://[::1/"],
)  # fmt: skip
async def test_what_is_no_address_is_refused(house: House, url: str) -> None:
    problem(await declare(house, await later(house), url), 422, "invalid-item-address", "url")
    assert await house.count("published_items") == 0


async def test_nothing_is_declared_from_what_is_not_public(house: House) -> None:
    draft = await house.draft()
    house.clock.set(hue("2026-09-21 10:30"))
    problem(await declare(house, draft), 404, "release-not-found", "release_id")
    problem(await declare(house, {"id": uuid7()}), 404, "release-not-found", "release_id")


async def test_times_that_cannot_be_are_refused(house: House) -> None:
    release = await later(house)
    ahead, before = hue("2026-09-21 10:31").isoformat(), hue("2026-09-21 08:59").isoformat()
    problem(await declare(house, release, published_at=ahead), 422, "published-in-future", "published_at")
    answer = await declare(house, release, published_at=before)
    problem(answer, 422, "published-before-release", "published_at")
    answer = await declare(house, release, published_at="2026-09-21T10:00:00")
    problem(answer, 400, "invalid-body", "published_at")


async def test_an_address_counts_once_however_it_is_written_and_whoever_declares_it(house: House) -> None:
    other, release = await house.published(), await later(house)
    assert (await declare(house, release)).status_code == 201
    stranger = house.issuer.bearer("reporter", press_agency_id=uuid7())
    for url in (URL, URL + "/", "http://www.TOASOAN.example.vn:80/tin/xe-buyt#anh"):
        problem(await declare(house, release, url), 409, "item-declared", "url")
        problem(await declare(house, release, url, stranger), 409, "item-declared", "url")
    problem(await declare(house, other), 409, "item-declared", "url")
    assert (await declare(house, release, URL + "?trang=2")).status_code == 201


@given(st.sampled_from(["http", "https"]), st.sampled_from(["", "www."]), st.sampled_from(["", "/"]))
def test_spellings_of_one_address_have_one_key(scheme: str, www: str, slash: str) -> None:
    assert address_key(f"{scheme}://{www}Toasoan.vn/a?b=c#d") == "//toasoan.vn/a?b=c"
    assert address_key(f"{scheme}://{www}toasoan.vn{slash}") == "//toasoan.vn"


def test_a_host_without_a_name_is_no_address() -> None:
    for url in ("https://.../", "https:///x", "https://toasoan.vn:x/"):
        with pytest.raises(InvalidItemAddress):
            address_key(url)


async def test_only_the_releasing_agency_decides_and_only_once(house: House) -> None:
    item = (await declare(house, await later(house))).json()
    stranger = house.officer(house.other_agency)
    problem(await decide(house, item, "confirmation", stranger), 403, "not-the-releasing-agency")
    problem(await decide(house, item, "confirmation", house.reporter()), 403, "forbidden")
    problem(
        await decide(house, {**item, "version": 2}, "confirmation", house.officer()), 412, "stale-version"
    )
    done = await decide(house, item, "confirmation", house.officer())
    assert done.json()["status"] == "confirmed"
    assert done.headers["etag"] == '"2"'
    problem(await decide(house, done.json(), "refusal", house.speaker(), reason="x"), 409, "item-decided")
    told = [event for event in await house.told() if isinstance(event, (ItemPublished, ItemConfirmed))]
    assert [event.aggregate_version for event in told] == [1, 2]


async def test_a_refusal_has_a_reason_and_frees_the_address(house: House) -> None:
    release = await later(house)
    item = (await declare(house, release)).json()
    problem(await decide(house, item, "refusal", house.officer(), reason="  "), 400, "empty-text", "reason")
    done = await decide(house, item, "refusal", house.officer(), reason="Bài nói về việc khác.")
    assert (done.json()["status"], done.json()["reason"]) == ("refused", "Bài nói về việc khác.")
    assert [event for event in await house.told() if isinstance(event, ItemRefused)]
    assert (await declare(house, release)).status_code == 201


async def test_each_side_sees_its_own(house: House) -> None:
    release = await later(house)
    item = (await declare(house, release)).json()
    stranger = house.issuer.bearer("reporter", press_agency_id=uuid7())
    second = (await declare(house, release, URL + "-2", stranger)).json()

    async def seen(who: Headers, query: str = "") -> list[str]:
        answer = await house.http.get(f"/items{query}", headers=who)
        assert answer.status_code == 200, answer.text
        return [each["id"] for each in answer.json()["items"]]

    assert await seen(house.reporter()) == [item["id"]]
    assert await seen(stranger) == [second["id"]]
    assert set(await seen(house.officer())) == {item["id"], second["id"]}
    assert await seen(house.officer(house.other_agency)) == []
    assert len(await seen(house.issuer.bearer("department_officer"), f"?release_id={release['id']}")) == 2
    assert await seen(house.officer(), "?status=refused") == []
    problem(await house.http.get(f"/items/{item['id']}", headers=stranger), 404, "item-not-found")
    shown = await house.http.get(f"/items/{item['id']}", headers=house.officer())
    assert shown.headers["etag"] == '"1"'


async def test_pages_follow_each_other(house: House) -> None:
    release = await later(house)
    for number in range(5):
        await declare(house, release, f"{URL}-{number}")
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await house.http.get(f"/items?limit=2{cursor}", headers=house.officer())).json()
        found += [each["url"] for each in page["items"]]
        cursor = None if page["next_cursor"] is None else f"&cursor={page['next_cursor']}"
    assert sorted(found) == sorted(f"{URL}-{number}" for number in range(5))
