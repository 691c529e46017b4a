"""Empties databases and streams between tests, touching only what holds something."""

from collections.abc import Mapping
from typing import Any

import asyncpg
from nats.js import JetStreamContext

_TABLES = """
SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'alembic_version'
"""
_GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
_RESTART = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


class DatabaseCleaner:
    """Keeps one administrator's connection per database for the session."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = urls
        self._connections: dict[str, Any] = {}

    async def clean(self) -> None:
        """Truncate every table that has rows and restart every sequence that was used."""
        for name in self._urls:
            connection = await self._connection(name)
            tables = [row[0] for row in await connection.fetch(_TABLES)]
            filled = " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables
            )
            names = [row[0] for row in await connection.fetch(filled)] if filled else []
            if names:
                await self._empty(connection, names)
            await connection.execute(_RESTART)

    async def _empty(self, connection: Any, names: list[str]) -> None:
        """Truncates, also what the database keeps from being emptied: the audit log."""
        guarded = [row[0] for row in await connection.fetch(_GUARDED)]
        async with connection.transaction():
            for table in guarded:
                await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            await connection.execute(f"TRUNCATE {', '.join(names)} CASCADE")
            for table in guarded:
                await connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    async def close(self) -> None:
        """Close the connections."""
        for connection in self._connections.values():
            await connection.close(timeout=2)

    async def _connection(self, name: str) -> Any:
        known = self._connections.get(name)
        if known is None or known.is_closed():
            # A test that left a transaction open must fail the next one quickly, not hang it.
            settings = {"lock_timeout": "10s"}
            known = await asyncpg.connect(self._urls[name], server_settings=settings, timeout=10)
            self._connections[name] = known
        return known


async def clean_streams(js: JetStreamContext) -> None:
    """Purge every stream that has messages and delete every consumer."""
    for stream in await js.streams_info():
        name = str(stream.config.name)
        if stream.state.consumer_count:
            for consumer in await js.consumers_info(name):
                await js.delete_consumer(name, consumer.name)
        if stream.state.messages:
            await js.purge_stream(name)
