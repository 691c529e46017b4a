"""Which accounts may not act, and whose older tokens are refused: a projection that every service keeps."""

import asyncio
from datetime import datetime
from enum import Enum
from time import monotonic
from uuid import UUID
from weakref import WeakKeyDictionary

from shared.persistence.engine import Database
from shared.persistence.unit_of_work import SqlUnitOfWork

FRESH_SECONDS = 1.0
"""How long an answer may be served from memory: within it a suspension may not bite yet."""

_SET = """
INSERT INTO suspended_account (account_id, suspended, version, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id) DO UPDATE
SET suspended = excluded.suspended, version = excluded.version, changed_at = excluded.changed_at
WHERE suspended_account.version < excluded.version
"""
_REVOKE = """
INSERT INTO revoked_access (account_id, revoked_at) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET revoked_at = excluded.revoked_at
WHERE revoked_access.revoked_at < excluded.revoked_at
"""
# No token lives as long as an hour, so an older revocation has nothing left to refuse.
_READ = """
SELECT account_id, NULL::float8 AS revoked_at FROM suspended_account WHERE suspended
UNION ALL
SELECT account_id, extract(epoch FROM revoked_at)::float8 FROM revoked_access
WHERE revoked_at > now() - interval '1 hour'
"""


class Standing(Enum):
    """Whether a token of an account counts."""

    GOOD = "good"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class _Memory:
    """What one database says of accounts, as last read."""

    def __init__(self) -> None:
        self.suspended: frozenset[UUID] = frozenset()
        self.revoked: dict[UUID, float] = {}
        self.read_at = float("-inf")
        self.reading = asyncio.Lock()

    def fresh(self) -> bool:
        return monotonic() - self.read_at < FRESH_SECONDS

    async def read(self, database: Database) -> None:
        asked_at = monotonic()
        rows = await database.fetch(_READ)
        self.suspended = frozenset(row["account_id"] for row in rows if row["revoked_at"] is None)
        self.revoked = {row["account_id"]: row["revoked_at"] for row in rows if row["revoked_at"] is not None}
        self.read_at = asked_at


_memories: WeakKeyDictionary[Database, _Memory] = WeakKeyDictionary()


async def _run(uow: SqlUnitOfWork, statement: str, *arguments: object) -> None:
    async with uow:
        connection = await uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)


async def suspend(uow: SqlUnitOfWork, account_id: UUID, at: datetime, version: int) -> None:
    """The account is suspended since `at`, unless a later `version` of it is known already."""
    await _run(uow, _SET, account_id, True, version, at)


async def restore(uow: SqlUnitOfWork, account_id: UUID, at: datetime, version: int) -> None:
    """The account may act again since `at`, unless a later `version` of it is known already."""
    await _run(uow, _SET, account_id, False, version, at)


async def revoke(uow: SqlUnitOfWork, account_id: UUID, at: datetime) -> None:
    """Tokens of the account issued before `at`, on real time, are refused; the latest `at` counts."""
    await _run(uow, _REVOKE, account_id, at)


def forget(database: Database) -> None:
    """The next question is answered from the database, not from memory."""
    _memories.pop(database, None)


async def _known(database: Database) -> _Memory:
    memory = _memories.setdefault(database, _Memory())
    if not memory.fresh():
        async with memory.reading:
            if not memory.fresh():
                await memory.read(database)
    return memory


async def of(database: Database, account_id: UUID, issued_at: float) -> Standing:
    """What a token of the account, issued at this Unix time, is worth; at most FRESH_SECONDS old."""
    memory = await _known(database)
    if account_id in memory.suspended:
        return Standing.SUSPENDED
    return Standing.REVOKED if issued_at < memory.revoked.get(account_id, 0.0) else Standing.GOOD


async def is_suspended(database: Database, account_id: UUID) -> bool:
    """Whether the account may not act; at most FRESH_SECONDS old."""
    return account_id in (await _known(database)).suspended
