"""From the commit of an event to its being applied in metrics, over real workers, beside the bare bus."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

import asyncpg
import msgspec
from nats.js.api import AckPolicy, ConsumerConfig

from bench.figure import Figure, percentile
from bench.relay import Row, messages
from bench.stack import Stack, answering, free_port, process, stack

EVENTS, PER_SECOND = 1000, 100
_PATIENCE_SECONDS = 30
_INSERT = "INSERT INTO outbox (event_id, subject, payload, headers) VALUES ($1, $2, $3, $4)"


async def measure() -> list[Figure]:
    """Milliseconds at a steady rate; the floor is publishing to JetStream and hearing it."""
    async with stack(["questions", "metrics"]) as place:
        bare = await _heard(place)
        ports = {"questions": free_port(), "metrics": free_port()}
        with (
            process(*_worker(place, "questions", ports)),
            process(*_worker(place, "metrics", ports)),
        ):
            for port in ports.values():
                await answering(f"http://127.0.0.1:{port}/readyz")
            ours = await _applied(place)
    middle, slow = percentile(ours, 0.5), percentile(ours, 0.99)
    return [
        Figure("commit to metrics, p50", middle, "ms", percentile(bare, 0.5), "< 50 ms", middle < 50),
        Figure("commit to metrics, p99", slow, "ms", percentile(bare, 0.99), "< 250 ms", slow < 250),
    ]


def _worker(place: Stack, service: str, ports: dict[str, int]) -> tuple[list[str], dict[str, str]]:
    changes = {"API_HOST": "127.0.0.1", "WORKER_PORT": str(ports[service]), "LOG_LEVEL": "WARNING"}
    return ["-m", f"services.{service}", "worker"], place.environment(service, **changes)


async def _applied(place: Stack) -> list[float]:
    """Commit each event by itself, and watch for it in the projection."""
    writer = await asyncpg.connect(place.database_urls["questions"])
    reader = await asyncpg.connect(place.database_urls["metrics"])
    committed: dict[UUID, float] = {}
    spent: list[float] = []
    watching = asyncio.create_task(_watch(reader, committed, spent))

    async def commit(row: Row) -> None:
        subject, body, headers = row
        event_id = UUID(headers["ce-id"])
        text = msgspec.json.encode(headers).decode()
        await writer.execute(_INSERT, event_id, subject, body, text)
        committed[event_id] = time.perf_counter()

    await _steadily(messages(EVENTS), commit)
    await asyncio.wait_for(watching, _PATIENCE_SECONDS)
    await writer.close()
    await reader.close()
    return spent


async def _watch(reader: asyncpg.Connection, committed: dict[UUID, float], spent: list[float]) -> None:
    while len(spent) < EVENTS:
        pending = list(committed)
        query = "SELECT cause FROM projection.inbox WHERE cause = ANY($1::uuid[])"
        found = await reader.fetch(query, pending)
        now = time.perf_counter()
        spent.extend((now - committed.pop(row["cause"])) * 1000 for row in found)
        await asyncio.sleep(0.002)


async def _heard(place: Stack) -> list[float]:
    sent: dict[str, float] = {}
    spent: list[float] = []
    await place.js.add_consumer(
        "questions", ConsumerConfig(durable_name="bench-floor", ack_policy=AckPolicy.NONE)
    )
    subscription = await place.js.pull_subscribe_bind("bench-floor", "questions")

    async def publish(row: Row) -> None:
        subject, body, headers = row
        sent[headers["ce-id"]] = time.perf_counter()
        await place.js.publish(subject, body, headers=headers)

    async def listen() -> None:
        while len(spent) < EVENTS:
            (message,) = await subscription.fetch(1, timeout=_PATIENCE_SECONDS)
            spent.append((time.perf_counter() - sent[(message.headers or {})["ce-id"]]) * 1000)

    listening = asyncio.create_task(listen())
    await _steadily(messages(EVENTS), publish)
    await asyncio.wait_for(listening, _PATIENCE_SECONDS)
    await place.js.delete_consumer("questions", "bench-floor")
    await place.js.purge_stream("questions")
    return spent


async def _steadily(rows: list[Row], act: Callable[[Row], Awaitable[None]]) -> None:
    """One act every hundredth of a second."""
    begun = time.perf_counter()
    for number, row in enumerate(rows):
        await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.perf_counter()))
        await act(row)
