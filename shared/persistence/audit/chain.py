"""Linking and verifying: each row's hash covers its content and the hash before it."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import msgspec

from shared.persistence.engine import Database

GENESIS = bytes(32)
"""What the first row has as the hash before it."""

_LOCK = 0x6175646974  # "audit": one linker at a time in a database
_BATCH = 1000
_WAITS = "SELECT FROM audit WHERE seq IS NULL LIMIT 1"
_HEAD = "SELECT seq, hash FROM audit_head"
_UNLINKED = "SELECT * FROM audit WHERE seq IS NULL ORDER BY position LIMIT $1"
_LINK = """
UPDATE audit SET seq = l.seq, prev_hash = l.prev_hash, hash = l.hash
FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS l (position, seq, prev_hash, hash)
WHERE audit.position = l.position
"""
_MOVE_HEAD = """
INSERT INTO audit_head (single, seq, hash) VALUES (true, $1, $2)
ON CONFLICT (single) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
"""
_LINKED = "SELECT * FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2"
_COUNT = "SELECT count(*) FROM audit WHERE seq IS NULL"


@dataclass(frozen=True)
class Break:
    """The first row, by its number in the chain, that is not as it was linked."""

    seq: int
    reason: str


@dataclass(frozen=True)
class Verdict:
    """`linked` rows hold, up to the break if there is one; `unlinked` rows wait for the linker."""

    linked: int
    unlinked: int
    head: bytes
    broken: Break | None = None


def digest(row: Mapping[str, Any], seq: int, previous: bytes) -> bytes:
    """SHA-256 of the row as JSON with sorted keys, times in UTC to the microsecond."""
    content = {
        "action": row["action"],
        "actor": row["actor"],
        "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "detail": row["detail"],
        "position": row["position"],
        "prev_hash": previous.hex(),
        "seq": seq,
        "subject_id": row["subject_id"],
        "subject_kind": row["subject_kind"],
    }
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()


async def link(database: Database) -> int:
    """Chains the rows committed since the last time; how many. One replica at a time does it."""
    linked = 0
    while await database.fetch(_WAITS):
        done = await _link_batch(database)
        linked += done
        if done < _BATCH:
            break
    return linked


async def _link_batch(database: Database) -> int:
    async with database.engine.begin() as connection:
        locked = await connection.exec_driver_sql("SELECT pg_try_advisory_xact_lock($1)", (_LOCK,))
        if not locked.scalar():
            return 0
        known = (await connection.exec_driver_sql(_HEAD)).mappings().first()
        seq, previous = (known["seq"], known["hash"]) if known else (0, GENESIS)
        rows = (await connection.exec_driver_sql(_UNLINKED, (_BATCH,))).mappings().all()
        links = []
        for row in rows:
            seq, before = seq + 1, previous
            previous = digest(dict(row), seq, before)
            links.append((row["position"], seq, before, previous))
        if links:
            columns = tuple(list(column) for column in zip(*links, strict=True))
            await connection.exec_driver_sql(_LINK, columns)
            await connection.exec_driver_sql(_MOVE_HEAD, (seq, previous))
    return len(links)


async def verify(database: Database) -> Verdict:
    """Reads the whole chain; a row changed, removed, put in or moved is found, and an end cut off too."""
    seq, previous = 0, GENESIS
    async for row in _linked(database):
        reason = _fault(row, seq + 1, previous)
        if reason is not None:
            return await _verdict(database, seq, previous, Break(seq + 1, reason))
        seq, previous = seq + 1, row["hash"]
    head = await database.fetch(_HEAD)
    last = (head[0]["seq"], head[0]["hash"]) if head else (0, GENESIS)
    if last[0] > seq:
        return await _verdict(database, seq, previous, Break(seq + 1, "removed"))
    # The linker may have gone on since the last row was read; what it added is for the next time.
    if last == (seq, previous) or await database.fetch(_LINKED, seq, 1):
        return await _verdict(database, seq, previous, None)
    return await _verdict(database, seq, previous, Break(seq, "the head of the chain names another row"))


async def hash_at(database: Database, seq: int) -> bytes | None:
    """The hash of one row of the chain, to compare with what was written down elsewhere."""
    rows = await database.fetch("SELECT hash FROM audit WHERE seq = $1", seq)
    return rows[0]["hash"] if rows else None


def _fault(row: Mapping[str, Any], seq: int, previous: bytes) -> str | None:
    if row["seq"] != seq:
        return "removed"
    if row["prev_hash"] != previous:
        return "does not follow the row before it"
    return None if row["hash"] == digest(row, seq, previous) else "changed"


async def _linked(database: Database) -> AsyncIterator[Mapping[str, Any]]:
    after = -(2**63)
    while rows := await database.fetch(_LINKED, after, _BATCH):
        for row in rows:
            yield row
        after = rows[-1]["seq"]


async def _verdict(database: Database, linked: int, head: bytes, broken: Break | None) -> Verdict:
    return Verdict(linked, (await database.fetch(_COUNT))[0]["count"], head, broken)
