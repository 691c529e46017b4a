"""A projection built beside the live one, in a schema of its own, and put in its place (ADR 0014)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from services.metrics.adapters.merge import merging
from services.metrics.adapters.orm import LIVE, NEXT, OLD, TABLES
from services.metrics.domain.errors import RebuildRunning
from services.metrics.domain.model.projection import Projection
from shared.persistence import Database

WRITERS = 0x6D657472696331
"""Advisory lock: shared by whoever writes the live projection, exclusive to whoever switches it."""
_BUILDING = 0x6D657472696332
_SETTINGS = """
SET lock_timeout = '20s';
-- Where the process was killed, its session ends and gives its locks back even if it waits for one.
SET client_connection_check_interval = '1s';
"""


class SqlGenerations:
    """Builds on a connection of its own; a killed process loses its locks, and the next drops its work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def building(self) -> AsyncIterator["SqlNext"]:
        """An empty projection; raises RebuildRunning."""
        connection = await self._database.connect()
        try:
            if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _BUILDING):
                raise RebuildRunning
            await connection.execute(_SETTINGS)
            await _drop_left_over(connection)
            await _create(connection)
            try:
                yield SqlNext(connection)
            finally:
                await _drop_left_over(connection)
        finally:
            await connection.close(timeout=5)


class SqlNext:
    """The projection being built."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def apply(self, projection: Projection, causes: Sequence[UUID]) -> None:
        """Merge; a transaction of its own unless the writers are paused."""
        statement, parameters = merging(NEXT, projection, causes)
        await self._connection.execute(statement, *parameters)

    @asynccontextmanager
    async def writers_paused(self) -> AsyncIterator[None]:
        """One transaction, which holds the writers' lock alone; readers go on."""
        await self._connection.execute(f"ANALYZE {', '.join(f'{NEXT}.{table}' for table in TABLES)}")
        async with self._connection.transaction():
            await self._connection.execute("SELECT pg_advisory_xact_lock($1)", WRITERS)
            yield

    async def switch(self) -> None:
        """Two new names; whoever reads the old tables meanwhile reads them to the end."""
        await self._connection.execute(f"ALTER SCHEMA {LIVE} RENAME TO {OLD}")
        await self._connection.execute(f"ALTER SCHEMA {NEXT} RENAME TO {LIVE}")


async def _drop_left_over(connection: Any) -> None:
    for schema in (NEXT, OLD):
        await connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


async def _create(connection: Any) -> None:
    async with connection.transaction():
        await connection.execute(f"CREATE SCHEMA {NEXT}")
        for table in ("inbox", *TABLES):
            await connection.execute(f"CREATE TABLE {NEXT}.{table} (LIKE {LIVE}.{table} INCLUDING ALL)")
