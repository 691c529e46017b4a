"""Floor of rebuilding: one pull consumer, one INSERT a batch, the next fetched meanwhile; no merging."""

import asyncio
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig

SIZE = 1000
TABLE = """
DROP TABLE IF EXISTS floor_event;
CREATE TABLE floor_event (
    event_id uuid PRIMARY KEY, subject text NOT NULL, question_id uuid NOT NULL, version bigint NOT NULL,
    at timestamptz NOT NULL
);
"""
INSERT = """
INSERT INTO floor_event
SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::timestamptz[])
ON CONFLICT DO NOTHING
"""


class Fact(msgspec.Struct):
    """As little of an event as a table of facts needs."""

    question_id: UUID
    aggregate_version: int


DECODER = msgspec.json.Decoder(Fact)


async def consume(js: JetStreamContext, database_url: str, stream: str) -> int:
    """Reads the whole stream into one table; how many messages that were."""
    connection = await asyncpg.connect(database_url)
    await connection.execute(TABLE)
    config = ConsumerConfig(ack_policy=AckPolicy.NONE, mem_storage=True)
    source = await js.pull_subscribe(f"{stream}.>", stream=stream, config=config)
    left = total = (await source.consumer_info()).num_pending or 0
    ahead = asyncio.create_task(source.fetch(min(SIZE, left), timeout=10))
    while left > 0:
        messages = await ahead
        left -= len(messages)
        if left > 0:
            ahead = asyncio.create_task(source.fetch(min(SIZE, left), timeout=10))
        await connection.execute(INSERT, *zip(*map(_row, messages), strict=True))
    await source.unsubscribe()
    await connection.close()
    return total


def _row(message: Msg) -> tuple[UUID, str, UUID, int, datetime]:
    fact, headers = DECODER.decode(message.data), message.headers or {}
    at = datetime.fromisoformat(headers["ce-time"])
    return UUID(headers["ce-id"]), message.subject, fact.question_id, fact.aggregate_version, at
