"""Releases, items and press events in the figures: what counts, what does not, and the public edition."""

import httpx
import pytest

from shared.clock import FixedClock
from shared.contracts.event import Event
from shared.persistence import Database
from tests.metrics import histories, spread
from tests.metrics.histories import NOW, history, made_id, published, released, routed, submitted
from tests.metrics.reading import read, tell
from tests.tokens import Issuer


def spread_season() -> list[Event]:
    """Two releases, one withdrawn; four items, one refused; a press event with three passes."""
    told: list[Event] = [histories.agency(1, "Sở Y tế"), histories.agency(2, "Sở Du lịch")]
    told += [histories.press_agency(number) for number in (1, 2, 3)]
    told += [spread.issued(1, 1), spread.edited(1, 1), spread.edited(1, 1, withdrawn=True, version=5)]
    told += [spread.issued(2, 2), spread.taken(1, 2, 1), spread.taken(2, 2, 2, "copy")]
    told += [spread.declared(number, 2, by=1, agency=2) for number in (1, 2)]
    told += [spread.declared(3, 1, by=2, agency=1), spread.declared(4, 1, by=3, agency=1)]
    told += [spread.ruled(1, 2, 1, confirmed=True), spread.ruled(4, 1, 3, confirmed=False)]
    told += [spread.announced(1, 1), spread.announced(2, 2), spread.cancelled(2, 2)]
    told += [spread.replied(1, 1, 1, accepts=True), spread.replied(2, 1, 2, accepts=True)]
    told += [spread.replied(2, 1, 2, accepts=False, version=2)]
    told += [*spread.passed(1, 1, 1, entered=True), *spread.passed(2, 1, 1, revoked=True)]
    return told + spread.passed(3, 1, 2)


async def test_what_nobody_has_announced_is_in_no_figure_but_waits(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    entered = spread.passed(1, 1, 1, entered=True)[-1]
    await tell(store, [spread.edited(1, 1), spread.ruled(1, 1, 1, confirmed=True), spread.cancelled(1, 1)])
    await tell(store, [entered])
    found = await read(api, "/overview", issuer.bearer("leader"))
    for name in ("releases", "published_items", "items_declared", "press_events", "passes", "check_ins"):
        assert found[name] == 0
    assert found["waiting"] == {
        "questions_without_submission": 0,
        "agencies_without_registration": 0,
        "press_agencies_without_registration": 0,
        "releases_without_publication": 1,
        "items_without_declaration": 1,
        "press_events_without_notice": 1,
        "passes_without_issue": 1,
    }


async def test_what_was_withdrawn_was_published_and_what_was_refused_was_not(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, spread_season())
    found = await read(api, "/overview", issuer.bearer("leader"))
    expected = {
        "releases": 2,
        "releases_corrected": 1,
        "releases_withdrawn": 1,
        "items_declared": 4,
        "published_items": 3,
        "items_unchecked": 2,
        "items_confirmed": 1,
        "items_refused": 1,
        "press_agencies_using_releases": 2,
        "press_agencies_taking": 2,
        "opens": 1,
        "downloads": 0,
        "copies": 1,
        "press_events": 2,
        "press_events_cancelled": 1,
        "invitations_accepted": 1,
        "invitations_declined": 1,
        "passes": 3,
        "passes_revoked": 1,
        "check_ins": 1,
    }
    assert {name: found[name] for name in expected} == expected
    assert set(found["waiting"].values()) == {0}


async def test_an_agency_and_a_newsroom_have_their_share(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, spread_season())
    leader = issuer.bearer("leader")
    tourism, health = (await read(api, "/agencies", leader))["items"]
    assert (health["releases"], health["published_items"], health["items_refused"]) == (1, 1, 1)
    assert (health["press_agencies_using_releases"], health["press_events"], health["check_ins"]) == (1, 1, 1)
    assert (tourism["published_items"], tourism["press_events_cancelled"]) == (2, 1)
    first = (await read(api, "/press-agencies", leader))["items"][0]
    assert (first["releases_taken"], first["releases_used"], first["published_items"]) == (1, 1, 2)
    assert (first["opens"], first["passes"], first["passes_revoked"], first["check_ins"]) == (1, 2, 1, 1)


@pytest.mark.parametrize("seed", range(3))
async def test_totals_are_sums_of_the_shares(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, seed: int
) -> None:
    await tell(store, history(seed, 30))
    leader = issuer.bearer("leader")
    whole = await read(api, "/overview", leader)
    items = ("published_items", "items_declared", "items_unchecked", "items_confirmed", "items_refused")
    shared = {
        "/agencies": (
            *items,
            "releases",
            "releases_corrected",
            "releases_withdrawn",
            "press_events",
            "check_ins",
        ),
        "/press-agencies": (*items, "opens", "copies", "invitations_accepted", "passes", "check_ins"),
    }
    for path, names in shared.items():
        parts = (await read(api, path, leader, limit=100))["items"]
        assert {name: sum(part[name] for part in parts) for name in names} == {n: whole[n] for n in names}
    assert whole["items_declared"] == whole["published_items"] + whole["items_refused"]
    weeks = await read(api, "/trend", leader)
    for name in ("releases", "published_items", "check_ins"):
        assert sum(week[name] for week in weeks) == whole[name]


def answered(numbers: range, by: int) -> list[Event]:
    told: list[Event] = []
    for number in numbers:
        told += [submitted(number), routed(number, by), published(released(number, by))]
    return told


async def test_a_forged_token_is_refused_even_where_none_is_needed(api: httpx.AsyncClient) -> None:
    assert (await api.get("/public", headers={"Authorization": "Bearer forged"})).status_code == 401


async def test_the_public_edition_pools_small_agencies(api: httpx.AsyncClient, store: Database) -> None:
    told: list[Event] = [histories.agency(number, f"Sở {number}") for number in (1, 2, 3)]
    told += [*answered(range(12), 1), *answered(range(12, 19), 2), *answered(range(19, 22), 3)]
    await tell(store, [*told, histories.press_agency(0), spread.issued(1, 1)])
    answer = await api.get("/public")
    assert answer.status_code == 200
    found = answer.json()
    assert found["questions"] == 22
    assert found["agencies_asked"] is None
    assert found["releases"] is None
    assert found["check_ins"] == 0
    rows = [(row["name"], row["answered"]) for row in found["agencies"]]
    assert rows == [("Sở 1", 12), (None, 10)]
    tag = answer.headers["etag"]
    assert (await api.get("/public", headers={"If-None-Match": tag})).status_code == 304


async def test_ranks_are_for_those_who_see_everyone(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock
) -> None:
    clock.set(NOW)
    await tell(store, [*answered(range(6), 1), *answered(range(10, 14), 2)])
    rows = (await read(api, "/agencies", issuer.bearer("auditor")))["items"]
    assert {row["agency_id"]: row["rank"] for row in rows} == {
        str(made_id("agency", 1)): 1,
        str(made_id("agency", 2)): None,
    }
    officer = issuer.bearer("agency_head", agency_id=made_id("agency", 1))
    (own,) = (await read(api, "/agencies", officer))["items"]
    assert own["rank"] is None
