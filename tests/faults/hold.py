"""How a test holds a process at one exact point: by locks in its database, and by the bus's own timers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
from nats.js import JetStreamContext

from shared.messaging.broker import ACK_WAIT_SECONDS
from shared.persistence import Database
from tests.shared.bus import eventually

_BLOCKED = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0
"""


@asynccontextmanager
async def holding(url: str, statement: str, *arguments: object) -> AsyncIterator[None]:
    """Keeps the locks that `statement` takes for as long as the block runs."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.fetch(statement, *arguments)
            yield
    finally:
        await connection.close(timeout=2)


async def blocked(database: Database, part: str, number: int = 1) -> Sequence[int]:
    """Waits until so many statements with `part` in them wait for a lock; their server processes."""
    found: list[int] = []

    async def there() -> bool:
        found[:] = [row["pid"] for row in await database.fetch(_BLOCKED, part)]
        return len(found) >= number

    await eventually(there, 30)
    return found


@asynccontextmanager
async def hurried(js: JetStreamContext, stream: str, durable: str) -> AsyncIterator[None]:
    """What a consumer has to wait for comes within about a second instead of after half a minute.

    The server counts from the same setting when an acknowledgement is missing and when a message was put off.
    """
    config = (await js.consumer_info(stream, durable)).config
    await js.add_consumer(stream, replace(config, ack_wait=1))
    try:
        yield
    finally:
        await js.add_consumer(stream, replace(config, ack_wait=ACK_WAIT_SECONDS))
