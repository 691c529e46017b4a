"""A release for 20,000 reporters: until it is public, in each inbox, and known to those who watch."""

import asyncio
import time
from contextlib import AsyncExitStack
from uuid import UUID

import aiohttp
import asyncpg

from bench.agency import Agency, agency
from bench.figure import Figure, middle
from bench.floors import rows
from bench.load import Call, Load, run
from bench.stack import Stack, answering, free_port, process, stack
from services.distribution.adapters.queries.inbox import InboxQueries
from shared.ids import uuid7
from tests.distribution.house import Headers

READERS, WATCHING, RELEASES, READS, CONNECTIONS = 20_000, 300, 20, 2000, 32
Release = dict[str, object]


async def measure() -> list[Figure]:
    """Publications in turn with their floor, with 20,000 inboxes there; then what reading costs."""
    readers = [uuid7() for _ in range(READERS)]
    async with stack(["distribution"]) as place, agency(place) as made:
        speaker = {**made.house.speaker(), "Content-Type": "application/json"}
        connection = await asyncpg.connect(place.database_urls["distribution"])
        await rows.prepare(connection)
        await connection.copy_records_to_table("inbox_marks", records=[(one, 3) for one in readers])
        async with aiohttp.ClientSession() as http:
            ours, bare = await _published(http, made, speaker, connection)
            visible = await _in_every_inbox(http, made, speaker, readers)
            written = await rows.fan_out(connection, readers) * 1000
            told = await _told_live(http, made, speaker)
        await connection.close()
        opened, floor = await _read(place, made, readers)
    spent, same = middle(ours), middle(bare)
    copied, half = "floor: COPY of a row for each", ">= 0.5 of the floor"
    return [
        Figure("publish", spent, "ms", same, "< 100 ms", spent < 100, "floor: the same rows"),
        Figure("publish, in 20,000 inboxes", visible, "ms", written, "< 1000 ms", visible < 1000, copied),
        Figure("publish, 300 live inboxes told", told, "ms", None, "< 1000 ms", told < 1000),
        Figure("inbox, read", opened, "requests/s", floor, half, opened >= 0.5 * floor, "20 releases"),
    ]


async def _published(
    http: aiohttp.ClientSession, made: Agency, who: Headers, floor: asyncpg.Connection
) -> tuple[list[float], list[float]]:
    """Milliseconds of each publication, and of the same rows by bare asyncpg."""
    ours, bare = [], []
    for release in [await made.house.approved() for _ in range(RELEASES)]:
        ours.append(await _publish(http, made, release, who) * 1000)
        bare.append(await rows.publish(floor, UUID(str(release["id"]))) * 1000)
    return ours, bare


async def _publish(http: aiohttp.ClientSession, made: Agency, release: Release, who: Headers) -> float:
    address = f"{made.origin}/distribution/v1/releases/{release['id']}/publication"
    headers = {**who, "If-Match": f'"{release["version"]}"', "Idempotency-Key": str(uuid7())}
    begun = time.perf_counter()
    async with http.post(address, headers=headers) as answer:
        text = await answer.text()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {text}")
    return time.perf_counter() - begun


async def _in_every_inbox(
    http: aiohttp.ClientSession, made: Agency, who: Headers, readers: list[UUID]
) -> float:
    """Milliseconds until it is public; raises RuntimeError when an inbox does not show it then."""
    release = await made.house.approved()
    spent = await _publish(http, made, release, who) * 1000
    inbox, left = InboxQueries(made.office.database), iter(readers)

    async def look() -> None:
        for reader in left:
            (newest,) = await inbox.page(reader, None, 1, unread=True)
            if str(newest.release_id) != release["id"]:
                raise RuntimeError(f"the inbox of {reader} does not show the release")

    await asyncio.gather(*(look() for _ in range(8)))
    return spent


async def _told_live(http: aiohttp.ClientSession, made: Agency, who: Headers) -> float:
    """Milliseconds until the last of those who listen to the live inbox has been told."""
    address = f"{made.origin}/distribution/v1/inbox/stream"
    connector = aiohttp.TCPConnector(limit=0)
    async with AsyncExitStack() as until_told, aiohttp.ClientSession(connector=connector) as listeners:
        streams = []
        for _ in range(WATCHING):
            opened = listeners.get(address, headers=made.house.reporter())
            stream = await until_told.enter_async_context(opened)
            await stream.content.readuntil(b"\r\n\r\n")
            streams.append(stream)
        release = await made.house.approved()
        waiting = [asyncio.create_task(_told(stream, str(release["id"]))) for stream in streams]
        begun = time.perf_counter()
        await _publish(http, made, release, who)
        await asyncio.gather(*waiting)
        return (time.perf_counter() - begun) * 1000


async def _told(stream: aiohttp.ClientResponse, release_id: str) -> None:
    async for line in stream.content:
        if release_id.encode() in line:
            return


async def _read(place: Stack, made: Agency, readers: list[UUID]) -> tuple[float, float]:
    """Requests a second of ours and of the floor."""
    floor_port = free_port()
    bare = ["-m", "uvicorn", "bench.floors.inbox:app", "--port", str(floor_port), "--no-access-log"]
    people = [made.house.reporter() for _ in range(500)]
    ours, floor = list[Load](), list[Load]()
    told = {"FLOOR_DATABASE": place.database_urls["distribution"]}
    with process([*bare, "--log-level", "warning"], told) as other:
        await answering(f"http://127.0.0.1:{floor_port}/alive")
        address = f"{made.origin}/distribution/v1/inbox"
        for calls, running, found in (
            (lambda number: Call("GET", address, people[number % len(people)]), made.running, ours),
            (lambda number: _bare(floor_port, readers[number % READERS]), other, floor),
        ) * 2:
            servers = place.processes(running)
            found.append(
                await run(calls, count=READS, connections=CONNECTIONS, expected=200, servers=servers)
            )
    return middle([one.requests_per_second for one in ours]), middle(
        [one.requests_per_second for one in floor]
    )


def _bare(port: int, reader: UUID) -> Call:
    return Call("GET", f"http://127.0.0.1:{port}/inbox/{reader}", {})
