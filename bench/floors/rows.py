"""Floors of publishing: the same rows by bare asyncpg, and a row for each reader."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg

from shared.ids import uuid7

WRITTEN = ("editions", "release_words", "release_log", "outbox", "idempotency")
_RELEASE = "UPDATE floor_releases SET version = version + 1, log_seq = $2, public_content = $3 WHERE id = $1"


async def prepare(connection: asyncpg.Connection) -> None:
    """Tables of the same shape and with the same indexes, without triggers and foreign keys."""
    for table in (*WRITTEN, "releases"):
        await connection.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)")
    await connection.execute("CREATE TABLE floor_inbox (account_id uuid, release_id uuid, seq bigint)")


async def publish(connection: asyncpg.Connection, release_id: UUID) -> float:
    """Seconds for the rows of a release that was published, under another id, in one transaction."""
    rows = {table: await _rows(connection, table, release_id) for table in WRITTEN}
    (release,) = await connection.fetch("SELECT * FROM releases WHERE id = $1", release_id)
    copy = uuid7()
    await _insert(connection, "releases", {**release, "id": copy, "code": str(copy), "log_seq": None})
    begun = time.perf_counter()
    async with connection.transaction():
        await connection.fetch("SELECT * FROM floor_releases WHERE id = $1 FOR UPDATE", copy)
        for table, row in rows.items():
            await _insert(connection, table, row)
        await connection.execute(_RELEASE, copy, release["log_seq"], release["public_content"])
    return time.perf_counter() - begun


async def fan_out(connection: asyncpg.Connection, readers: list[UUID]) -> float:
    """Seconds for a row in each reader's inbox, by COPY."""
    release = uuid7()
    begun = time.perf_counter()
    records = [(reader, release, 1) for reader in readers]
    await connection.copy_records_to_table("floor_inbox", records=records)
    return time.perf_counter() - begun


async def _rows(connection: asyncpg.Connection, table: str, release_id: UUID) -> Mapping[str, Any]:
    if table in ("outbox", "idempotency"):
        order = "position" if table == "outbox" else "created_at"
        (row,) = await connection.fetch(f"SELECT * FROM {table} ORDER BY {order} DESC LIMIT 1")
        key = {"position": -row["position"]} if table == "outbox" else {"key": str(uuid7())}
        return {**row, **key}
    (row,) = await connection.fetch(f"SELECT * FROM {table} WHERE release_id = $1", release_id)
    return dict(row)


async def _insert(connection: asyncpg.Connection, table: str, row: Mapping[str, Any]) -> None:
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    text = f"INSERT INTO floor_{table} ({', '.join(row)}) OVERRIDING SYSTEM VALUE VALUES ({places})"
    await connection.execute(text, *row.values())
