"""Floors of webhooks: bare posts, and posts planned in a table, recorded there and told on the bus."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
import asyncpg
from standardwebhooks import Webhook

from bench.stack import Stack
from shared.contracts import registry
from shared.contracts.distribution import DeliveryConfirmed
from shared.ids import uuid7

AT_ONCE, TOGETHER = 100, 200
TABLE = """
CREATE TABLE IF NOT EXISTS floor_delivery (
    id uuid PRIMARY KEY, endpoint int NOT NULL, body text NOT NULL, delivered_at timestamptz
)
"""
PLAN = "INSERT INTO floor_delivery (id, endpoint, body) SELECT *, $3 FROM unnest($1::uuid[], $2::int[])"
RECORD = "UPDATE floor_delivery SET delivered_at = now() WHERE id = ANY($1::uuid[])"


async def posts(
    http: aiohttp.ClientSession,
    secrets: Sequence[str],
    numbers: Sequence[int],
    body: str,
    done: Callable[[int], None] = lambda _: None,
) -> float:
    """Signed posts a second to these endpoints, so many at once from this process."""
    places = iter(range(len(numbers)))

    async def post() -> None:
        for place in places:
            number, now, webhook_id = numbers[place], datetime.now(UTC), f"msg_{uuid7().hex}"
            headers = {
                "content-type": "application/json",
                "webhook-id": webhook_id,
                "webhook-timestamp": str(int(now.timestamp())),
                "webhook-signature": Webhook(secrets[number]).sign(webhook_id, now, body),
            }
            async with http.post(f"/well/{number}", data=body.encode(), headers=headers) as answer:
                await answer.read()
            done(place)

    begun = time.perf_counter()
    await asyncio.gather(*(post() for _ in range(AT_ONCE)))
    return len(numbers) / (time.perf_counter() - begun)


async def kept_posts(
    place: Stack, http: aiohttp.ClientSession, secrets: Sequence[str], numbers: Sequence[int], body: str
) -> float:
    """The same, each with a row before it, the row's update after it, and its event on the bus."""
    connection = await asyncpg.connect(place.database_urls["distribution"])
    await connection.execute(TABLE)
    ids, posted = [uuid7() for _ in numbers], asyncio.Queue[int | None]()
    begun = time.perf_counter()
    await connection.execute(PLAN, ids, numbers, body)
    recorder = asyncio.create_task(_record(place, connection, ids, posted))
    await posts(http, secrets, numbers, body, posted.put_nowait)
    posted.put_nowait(None)
    await recorder
    seconds = time.perf_counter() - begun
    await connection.close()
    return len(numbers) / seconds


async def _record(
    place: Stack, connection: asyncpg.Connection, ids: Sequence[UUID], posted: asyncio.Queue[int | None]
) -> None:
    """Many at once while the last ones are being written; None is the end."""
    ended = False
    while not ended:
        found = [await posted.get()]
        while not posted.empty() and len(found) < TOGETHER:
            found.append(posted.get_nowait())
        ended = None in found
        recorded = [ids[each] for each in found if each is not None]
        if recorded:
            await connection.execute(RECORD, recorded)
            await asyncio.gather(*(_tell(place, each) for each in recorded))


async def _tell(place: Stack, delivery_id: UUID) -> None:
    event = DeliveryConfirmed(
        aggregate_version=1,
        delivery_id=delivery_id,
        release_id=None,
        endpoint_kind="webhook",
        press_agency_id=None,
        confirmed_at=datetime.now(UTC),
    )
    said = await place.js.publish_async(event.type_name(), registry.encode(event))
    await said
