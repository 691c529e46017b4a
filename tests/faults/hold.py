"""How a test holds a process at one exact point: by locks in its database, and by the bus's own timers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
from nats.js import JetStreamContext

from deploy.local.servers import Servers
from shared.messaging.broker import ACK_WAIT_SECONDS
from shared.persistence import Database
from tests.shared.bus import eventually

_BLOCKED = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0
"""
_COMMITTING = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'
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


@asynccontextmanager
async def unanswered(servers: Servers) -> AsyncIterator[None]:
    """Every commit is written and nobody is told: PostgreSQL waits for a standby that is not there.

    When the block ends the commits are done, whatever has become of those who asked for them.
    """
    administrator = await asyncpg.connect(servers.postgres_admin_url)
    try:
        await administrator.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        await administrator.execute("SELECT pg_reload_conf()")
        await eventually(lambda: _waits(administrator))
        yield
    finally:
        await administrator.execute("ALTER SYSTEM RESET synchronous_standby_names")
        await administrator.execute("SELECT pg_reload_conf()")
        await administrator.close(timeout=2)


async def _waits(connection: asyncpg.Connection) -> bool:
    """Whether a commit waits already; the configuration reaches the server's processes one by one."""
    try:
        await connection.fetchval("SELECT pg_logical_emit_message(true, 'test', '')", timeout=0.2)
    except TimeoutError:
        return True
    return False


async def committing(database: Database, number: int = 1) -> None:
    """Waits until so many commits in this database are written and not answered."""

    async def there() -> bool:
        return len(await database.fetch(_COMMITTING)) >= number

    await eventually(there, 30)
