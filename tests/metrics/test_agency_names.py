"""Agencies by the names that hold at the instant, and a merged one found under whoever follows it."""

from datetime import timedelta
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.metrics.application.handlers import folded
from services.metrics.entrypoints.scoreboard.texts import TEXTS
from shared.clock import FixedClock
from shared.contracts import identity
from shared.contracts.event import Event
from shared.i18n import translator
from shared.ids import uuid7
from shared.persistence import Database
from tests.metrics.histories import NOW, agency, made_id, press_agency, routed, submitted
from tests.metrics.projections import as_received, expected, stored
from tests.metrics.reading import read, tell
from tests.metrics.registers import changes, renamed, succeeded
from tests.tokens import Issuer

INSTANT, DAY, COUNT = timedelta(microseconds=1), timedelta(days=1), 5
AHEAD = NOW + 9 * DAY


def register(seed: int) -> list[Event]:
    return [*(agency(number) for number in range(COUNT)), *changes(seed, agencies=COUNT)]


@given(st.data(), st.integers(min_value=0, max_value=10_000))
def test_any_permutation_with_repetitions_gives_one_projection(data: st.DataObject, seed: int) -> None:
    told = register(seed)
    repeats = data.draw(st.lists(st.sampled_from(told), max_size=10))
    shuffled = data.draw(st.permutations(told + repeats))
    assert folded((uuid7(), event) for event in shuffled) == folded((uuid7(), event) for event in told)


def names(told: list[Event]) -> dict[str, str]:
    """What holds at NOW, from the events in the order in which identity decided them."""
    found: dict[str, str] = {}
    for event in told:
        if isinstance(event, identity.AgencyRevised) and event.valid_from > NOW:
            continue
        if isinstance(event, identity.AgencyRegistered | identity.AgencyRevised):
            found[str(event.agency_id)] = event.name
    return found


def followers(told: list[Event]) -> dict[str, set[str]]:
    """Who answers at NOW for each agency that has ended by then."""
    ended = {
        str(one.agency_id): {str(to.agency_id) for to in one.successors}
        for one in told
        if isinstance(one, identity.AgencySucceeded) and one.ended_at <= NOW
    }

    def ends(which: str) -> set[str]:
        return {which} if which not in ended else set().union(*map(ends, ended[which]))

    return {which: ends(which) for which in ended}


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_order_they_come_in_the_answer_is_what_identity_decided(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, seed: int
) -> None:
    told, random = register(seed), Random(seed)
    arriving = random.sample(told + told, len(told) * 2)
    await tell(store, arriving[:7])
    await tell(store, arriving[7:])
    assert await stored(store) == expected(as_received(told))
    rows = (await read(api, "/agencies", issuer.bearer("leader"), limit=100))["items"]
    assert {row["agency_id"]: row["name"] for row in rows} == names(told)
    found = {row["agency_id"]: {one["agency_id"] for one in row["followed_by"]} for row in rows}
    assert {which: by for which, by in found.items() if by} == followers(told)
    overview = await read(api, "/overview", issuer.bearer("leader"))
    assert overview["agencies"] == COUNT - len(followers(told))


async def test_a_name_decided_ahead_is_on_the_board_from_its_instant_and_not_before(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock
) -> None:
    await tell(store, [agency(1, "Sở Cũ"), renamed(1, "Sở Mới", AHEAD), submitted(1), routed(1, 1)])
    for instant, name in ((AHEAD - INSTANT, "Sở Cũ"), (AHEAD, "Sở Mới")):
        clock.set(instant)
        (row,) = (await read(api, "/agencies", issuer.bearer("leader")))["items"]
        (case,) = (await read(api, "/questions", issuer.bearer("leader")))["items"]
        assert row["name"] == case["agency_name"] == name


MERGED: list[Event] = [
    agency(1, "Sở Thông tin và Truyền thông"),
    agency(2, "Sở Khoa học và Công nghệ"),
    agency(3, "Sở Du lịch"),
    press_agency(0),
    submitted(1),
    routed(1, 1),
    succeeded(1, 2, at=NOW - DAY),
]


async def found(api: httpx.AsyncClient, headers: dict[str, str], **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await read(api, "/agencies", headers, **query))["items"]
    return rows


async def test_a_merged_agency_keeps_its_figures_and_is_found_under_its_successor(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, MERGED)
    rows = await found(api, issuer.bearer("leader"), q="khoa hoc")
    assert [(row["name"], row["asked"]) for row in rows] == [
        ("Sở Khoa học và Công nghệ", 0),
        ("Sở Thông tin và Truyền thông", 1),
    ]
    successor = {"agency_id": str(made_id("agency", 2)), "code": "H57.02", "name": rows[0]["name"]}
    assert [row["followed_by"] for row in rows] == [[], [successor]]
    (old,) = await found(api, issuer.bearer("leader"), q="truyen thong")
    assert old["asked"] == 1


async def test_a_former_name_still_finds_the_agency(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, [agency(1, "Sở Cũ"), renamed(1, "Sở Mới", NOW - DAY)])
    (row,) = await found(api, issuer.bearer("leader"), q="so cu")
    assert row["name"] == "Sở Mới"


async def test_an_agency_that_has_not_begun_is_found_by_the_name_it_is_shown_under(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, [renamed(1, "Sở Mai Sau", AHEAD, version=1)])
    (row,) = await found(api, issuer.bearer("leader"), q="mai sau")
    assert row["name"] == "Sở Mai Sau"


async def test_who_follows_an_agency_sees_its_figures_and_nobody_else_does(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, MERGED)
    for number, seen in ((1, {1}), (2, {1, 2}), (3, {3})):
        own = issuer.bearer("focal_officer", agency_id=made_id("agency", number))
        rows = await found(api, own)
        assert {row["agency_id"] for row in rows} == {str(made_id("agency", one)) for one in seen}


async def test_before_the_end_there_is_no_successor(
    api: httpx.AsyncClient, issuer: Issuer, store: Database, clock: FixedClock
) -> None:
    await tell(store, [*MERGED[:-1], succeeded(1, 2, at=AHEAD)])
    assert [row["followed_by"] for row in await found(api, issuer.bearer("leader"))] == [[], [], []]
    clock.set(AHEAD)
    assert [len(row["followed_by"]) for row in await found(api, issuer.bearer("leader"))] == [0, 0, 1]


async def test_the_page_and_the_file_name_the_successor(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    await tell(store, MERGED)
    page = (await api.get("/scoreboard", headers=issuer.bearer("leader"))).text
    said = translator("vi")(TEXTS["followed_by"]).format(names="Sở Khoa học và Công nghệ")
    assert page.count(said) == 1
    listed = await api.get(
        f"/scoreboard/questions?agency_id={made_id('agency', 2)}", headers=issuer.bearer("leader")
    )
    assert "Sở Khoa học và Công nghệ" in listed.text
    file = (await api.get("/exports/agencies", headers=issuer.bearer("leader"))).text
    assert file.splitlines()[3].endswith(",Sở Khoa học và Công nghệ")
