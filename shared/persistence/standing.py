"""Which accounts are suspended: a projection that every service keeps in its own database."""

import asyncio
from datetime import datetime
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
_SUSPENDED = "SELECT account_id FROM suspended_account WHERE suspended"


class _Memory:
    """The suspended accounts of one database as last read."""

    def __init__(self) -> None:
        self.accounts: frozenset[UUID] = frozenset()
        self.read_at = float("-inf")
        self.reading = asyncio.Lock()

    def fresh(self) -> bool:
        return monotonic() - self.read_at < FRESH_SECONDS


_memories: WeakKeyDictionary[Database, _Memory] = WeakKeyDictionary()


async def _set(uow: SqlUnitOfWork, account_id: UUID, suspended: bool, at: datetime, version: int) -> None:
    async with uow:
        connection = await uow.session.connection()
        await connection.exec_driver_sql(_SET, (account_id, suspended, version, at))


async def suspend(uow: SqlUnitOfWork, account_id: UUID, at: datetime, version: int) -> None:
    """The account is suspended since `at`, unless a later `version` of it is known already."""
    await _set(uow, account_id, True, at, version)


async def restore(uow: SqlUnitOfWork, account_id: UUID, at: datetime, version: int) -> None:
    """The account may act again since `at`, unless a later `version` of it is known already."""
    await _set(uow, account_id, False, at, version)


def forget(database: Database) -> None:
    """The next question is answered from the database, not from memory."""
    _memories.pop(database, None)


async def is_suspended(database: Database, account_id: UUID) -> bool:
    """Whether the account may not act; at most FRESH_SECONDS old."""
    memory = _memories.setdefault(database, _Memory())
    if not memory.fresh():
        async with memory.reading:
            if not memory.fresh():
                asked_at = monotonic()
                rows = await database.fetch(_SUSPENDED)
                memory.accounts = frozenset(row["account_id"] for row in rows)
                memory.read_at = asked_at
    return account_id in memory.accounts
