"""The inbox: a view of what is public, with an unread mark for each account, and live."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec
import pytest

from services.distribution.adapters.queries.inbox import InboxQueries
from services.distribution.entrypoints.inbox_stream import InboxFeed, allowed
from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS
from shared.contracts.golden import example
from shared.contracts.identity import AccreditationSuspended
from shared.contracts.registry import decode
from shared.ids import uuid7
from tests.distribution.house import Headers, House, MakeHouse, hue, problem
from tests.distribution.newsrooms import until
from tests.serving import serving

EMBARGO = hue("2026-09-22 09:00")


async def inbox(house: House, who: Headers, query: str = "") -> list[dict[str, Any]]:
    answer = await house.http.get(f"/inbox{query}", headers=who)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def summary(house: House, who: Headers) -> dict[str, int]:
    return dict((await house.http.get("/inbox/summary", headers=who)).json())


@asynccontextmanager
async def listening(
    origin: str, who: Headers, last_event_id: int | None = None
) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """The events of a stream, each with its id."""
    headers = who if last_event_id is None else {**who, "Last-Event-ID": str(last_event_id)}
    async with (
        httpx.AsyncClient(base_url=origin, timeout=15) as client,
        client.stream("GET", "/distribution/v1/inbox/stream", headers=headers) as answer,
    ):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.aiter_lines()
        assert (await anext(lines)).startswith(":")
        yield _events(lines)


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
    event: dict[str, str] = {}
    async for line in lines:
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
        elif "data" in event:
            yield {"id": int(event["id"]), "event": event["event"], **msgspec.json.decode(event["data"])}
            event = {}


async def test_only_people_of_a_newsroom_have_an_inbox(house: House) -> None:
    for path in ("/inbox", "/inbox/summary", "/inbox/stream"):
        problem(await house.http.get(path, headers=house.officer()), 403, "forbidden")
        problem(await house.http.get(path), 401, "unauthenticated")
        problem(await house.http.get(path, headers=house.issuer.bearer("reporter")), 403, "no-newsroom")


async def test_what_is_not_public_is_in_no_inbox_until_its_minute(house: House) -> None:
    who = house.reporter()
    draft = await house.draft()
    embargoed = await house.approved(embargoed_until=EMBARGO.isoformat())
    await house.done(embargoed, "publication", house.speaker())
    assert await inbox(house, who) == []
    assert await summary(house, who) == {"unread": 0, "last_seq": 0}
    for release in (draft, embargoed, {"id": uuid7()}):
        answer = await house.http.post(f"/inbox/{release['id']}/reading", headers=who)
        problem(answer, 404, "release-not-found")
    await house.fire(EMBARGO)
    assert [entry["release_id"] for entry in await inbox(house, who)] == [embargoed["id"]]


async def test_the_last_change_comes_first_and_a_correction_is_unread_again(house: House) -> None:
    who, other = house.reporter(), house.reporter()
    first, second = await house.published(), await house.published(headline="Tin thứ hai")
    assert (await inbox(house, who))[0]["headline"] == "Tin thứ hai"
    assert await summary(house, who) == {"unread": 2, "last_seq": 2}
    answer = await house.http.post(f"/inbox/{first['id']}/reading", headers=who)
    assert answer.json() == {"unread": 1, "last_seq": 2}
    assert [entry["release_id"] for entry in await inbox(house, who, "?unread=true")] == [second["id"]]
    await house.corrected(first)
    entries = await inbox(house, who)
    assert [(e["release_id"], e["publication"], e["unread"]) for e in entries] == [
        (first["id"], "corrected", True),
        (second["id"], "published", True),
    ]
    assert (await summary(house, other))["unread"] == 2


async def test_all_can_be_marked_as_read_and_the_mark_never_moves_back(house: House) -> None:
    who = house.reporter()
    await house.published()
    last = (await summary(house, who))["last_seq"]
    beyond = await house.http.post("/inbox/reading", json={"up_to": last + 100}, headers=who)
    assert beyond.json() == {"unread": 0, "last_seq": last}
    await house.http.post("/inbox/reading", json={"up_to": 0}, headers=who)
    assert (await summary(house, who))["unread"] == 0
    await house.published()
    assert (await summary(house, who))["unread"] == 1, "a mark beyond the end does not hide what comes"
    problem(
        await house.http.post("/inbox/reading", json={"up_to": -1}, headers=who), 400, "invalid-body", "up_to"
    )


async def test_pages_follow_each_other(house: House) -> None:
    who = house.reporter()
    for number in range(5):
        await house.published(headline=f"Tin {number}")
    first = (await house.http.get("/inbox?limit=3", headers=who)).json()
    rest = (await house.http.get(f"/inbox?limit=3&cursor={first['next_cursor']}", headers=who)).json()
    headlines = [entry["headline"] for entry in first["items"] + rest["items"]]
    assert headlines == [f"Tin {number}" for number in (4, 3, 2, 1, 0)]
    assert rest["next_cursor"] is None


async def test_it_costs_no_row_for_any_reader(house: House) -> None:
    await house.published()
    for _ in range(5):
        assert len(await inbox(house, house.reporter())) == 1
    assert await house.count("inbox_marks") == await house.count("inbox_reads") == 0


async def test_a_stream_tells_at_once_and_goes_on_where_it_broke_off(
    house: House, make_house: MakeHouse
) -> None:
    other = make_house()
    house.issuer = other.issuer
    who = house.reporter()
    async with serving(house.app) as origin, serving(other.app) as replica:
        async with listening(origin, who) as events:
            first = await house.published()
            told = await asyncio.wait_for(anext(events), 5)
            assert (told["event"], told["release_id"], told["id"]) == ("release", first["id"], 1)
        second, third = await house.published(), await house.published()
        async with listening(replica, who, 1) as events:
            missed = [(await asyncio.wait_for(anext(events), 5))["release_id"] for _ in range(2)]
            assert missed == [second["id"], third["id"]]
            await house.withdrawn(first)
            told = await asyncio.wait_for(anext(events), 5)
            assert (told["release_id"], told["publication"]) == (first["id"], "withdrawn")


async def test_two_replicas_tell_the_same(house: House) -> None:
    feeds = [InboxFeed(InboxQueries(house.database), poll=0.05) for _ in range(2)]
    follows = [feed.follow(None) for feed in feeds]
    waiting = [asyncio.create_task(anext(follow)) for follow in follows]
    await asyncio.sleep(0.1)
    release = await house.published()
    entries = await asyncio.wait_for(asyncio.gather(*waiting), 5)
    assert {str(entry.release_id) for entry in entries if entry} == {release["id"]}
    for follow in follows:
        await follow.aclose()


async def test_many_listeners_cost_one_look_and_none_when_nobody_listens(house: House) -> None:
    looks = 0

    class Counting(InboxQueries):
        async def last(self) -> int:
            nonlocal looks
            looks += 1
            return await super().last()

    feed = InboxFeed(Counting(house.database), poll=0.05)
    follows = [feed.follow(None) for _ in range(50)]
    waiting = [asyncio.create_task(anext(follow)) for follow in follows]
    await asyncio.sleep(0.5)
    assert looks < 15
    await house.published()
    entries = await asyncio.wait_for(asyncio.gather(*waiting), 5)
    assert len({entry.seq for entry in entries if entry}) == 1
    for follow in follows:
        await follow.aclose()
    after = looks
    await asyncio.sleep(0.2)
    assert looks == after


async def test_a_quiet_stream_shows_that_it_lives(house: House) -> None:
    feed = InboxFeed(InboxQueries(house.database), poll=0.05, heartbeat=0.1)
    follow = feed.follow(None)
    assert await asyncio.wait_for(anext(follow), 5) is None
    await follow.aclose()


async def test_a_suspended_reader_hears_nothing_more(house: House) -> None:
    suspended = False

    async def is_suspended() -> bool:
        return suspended

    feed = InboxFeed(InboxQueries(house.database), poll=0.05, heartbeat=0.2)
    told = allowed(feed.follow(0), is_suspended)
    await house.published()
    assert await asyncio.wait_for(anext(told), 5) is not None
    suspended = True
    await house.published()
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(told), 5)


async def test_a_stream_ends_when_its_token_would_have(house: House) -> None:
    async def never() -> bool:
        return False

    feed = InboxFeed(InboxQueries(house.database), poll=0.05, heartbeat=0.05)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(allowed(feed.follow(0), never, 0.0)), 5)


async def test_a_suspension_ends_the_stream_of_a_running_server(house: House) -> None:
    suspended = decode(AccreditationSuspended.type_name(), example(AccreditationSuspended.type_name()))
    assert isinstance(suspended, AccreditationSuspended)
    assert AccreditationSuspended in {one.event for one in SUBSCRIPTIONS}
    who = house.issuer.bearer("reporter", press_agency_id=house.newsroom, sub=suspended.account_id)
    async with serving(house.app) as origin, listening(origin, who) as events:
        await house.hear(suspended)
        await asyncio.sleep(1.1)
        await house.published()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(anext(events), 5)
    problem(await house.http.get("/inbox", headers=who), 403, "account-suspended")


async def test_a_reader_far_behind_is_told_from_the_database(house: House) -> None:
    for _ in range(3):
        await house.published()
    feed = InboxFeed(InboxQueries(house.database), poll=0.05)
    follow: Any = feed.follow(0)
    seqs = [(await asyncio.wait_for(anext(follow), 5)).seq for _ in range(3)]
    assert seqs == [1, 2, 3]
    await follow.aclose()
    await until(lambda: feed._poller is None)
