"""How fast the relay empties an outbox, beside raw pipelined publishing of the same messages."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import nats
from nats.js import JetStreamContext

from bench.figure import Figure, middle
from bench.stack import Stack, stack
from shared.contracts import cloudevents, registry
from shared.contracts.questions import QuestionSubmitted
from shared.ids import uuid7
from shared.messaging.relay import Relay
from shared.persistence import Database

EVENTS, ROUNDS, WINDOW = 10_000, 3, 500
Row = tuple[str, bytes, dict[str, str]]


def messages(count: int) -> list[Row]:
    """Subject, body and headers of so many distinct events."""
    now = datetime(2026, 8, 17, tzinfo=UTC)
    made = []
    for number in range(count):
        event = QuestionSubmitted(
            aggregate_version=1,
            question_id=uuid7(),
            code=f"Q-2026-{number:06d}",
            reporter_id=uuid7(),
            press_agency_id=uuid7(),
            addressed_agency_id=None,
            submitted_at=now,
            due_at=now + timedelta(days=7),
            policy_version="1",
            calendar_version="1",
        )
        headers = cloudevents.headers(event, event_id=uuid7(), time=now, province_code="46")
        made.append((event.type_name(), registry.encode(event), headers))
    return made


async def publish(js: JetStreamContext, rows: list[Row]) -> float:
    """Seconds for the floor: the same messages from memory, so many acknowledgements in flight."""
    begun = time.perf_counter()
    for start in range(0, len(rows), WINDOW):
        batch = rows[start : start + WINDOW]
        waiting = [await js.publish_async(subject, body, headers=headers) for subject, body, headers in batch]
        await asyncio.gather(*waiting)
    return time.perf_counter() - begun


async def relayed(place: Stack, rows: list[Row]) -> float:
    """Seconds for the relay to send and delete the same number of committed rows."""
    url = place.database_urls["questions"]
    connection = await asyncpg.connect(url)
    records = [
        (uuid7(), subject, body, msgspec.json.encode(headers).decode()) for subject, body, headers in rows
    ]
    columns = ["event_id", "subject", "payload", "headers"]
    await connection.copy_records_to_table("outbox", records=records, columns=columns)
    await connection.close()
    seed = str(place.servers.nats_seed_files["questions"])
    client = await nats.connect(place.servers.nats_url, nkeys_seed=seed, inbox_prefix=b"_INBOX_questions")
    database = Database(url)
    try:
        begun = time.perf_counter()
        sent = await Relay(database, client.jetstream(publish_async_max_pending=4000)).drain()
        spent = time.perf_counter() - begun
    finally:
        await database.close()
        await client.close()
    if sent != len(rows):
        raise RuntimeError(f"the relay sent {sent} of {len(rows)}")
    return spent


async def measure() -> list[Figure]:
    """Events per second, the median of some rounds in turn with the floor."""
    ours, floor = [], []
    async with stack(["questions"]) as place:
        for _ in range(ROUNDS):
            floor.append(EVENTS / await publish(place.js, messages(EVENTS)))
            ours.append(EVENTS / await relayed(place, messages(EVENTS)))
    value, bare = middle(ours), middle(floor)
    return [Figure("relay", value, "events/s", bare, ">= 0.5 of the floor", value >= 0.5 * bare)]
