"""The column of birth dates in clear is dropped from a database in use, and no look-up gets weaker by it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import pytest

from services.identity.adapters.orm import metadata
from shared.persistence import Database
from shared.persistence.audit import link
from shared.persistence.migrations import differences, migrate
from tests.settings import Reachable

NOW = datetime(2026, 9, 21, tzinfo=UTC)
ACCOUNT, NEWSROOM, REPORTER = (UUID(int=number) for number in range(1, 4))
CLEAR, SEALED, NONE, ANSWERED = (UUID(int=number) for number in range(11, 15))
CHECK = """INSERT INTO identity_check (id, reporter_id, account_id, officer_code, requested_by, requested_at,
    birth_date, birth_cipher, outcome, answered_at, attempts, due_at)
VALUES ($1, $2, $3, 'CB1', $3, $4, $5, $6, $7, $8, 0, $4)"""


@pytest.fixture
async def fresh_url(servers: Reachable) -> AsyncIterator[str]:
    """An empty database."""
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute("DROP DATABASE IF EXISTS born WITH (FORCE)")
    await admin.execute("CREATE DATABASE born")
    yield f"{servers.postgres_admin_url.rpartition('/')[0]}/born"
    await admin.execute("DROP DATABASE born WITH (FORCE)")
    await admin.close()


async def _in_use(url: str) -> None:
    """Four look-ups: waiting in clear, sealed, without a date; and one that was answered."""
    connection = await asyncpg.connect(url)
    # Whose they are is not of interest here.
    await connection.execute("ALTER TABLE identity_check DISABLE TRIGGER ALL")
    for check, clear, cipher, outcome, answered in (
        (CLEAR, "1990-05-17", None, "pending", None),
        (SEALED, None, b"sealed", "pending", None),
        (NONE, None, None, "pending", None),
        (ANSWERED, None, None, "match", NOW),
    ):
        await connection.execute(CHECK, check, REPORTER, ACCOUNT, NOW, clear, cipher, outcome, answered)
    await connection.close()


async def test_only_what_waits_in_clear_is_taken_back_and_the_log_says_so(fresh_url: str) -> None:
    await migrate(fresh_url, "services.identity", "0006")
    await _in_use(fresh_url)
    await migrate(fresh_url, "services.identity")
    assert await differences(fresh_url, metadata) == []
    database = Database(fresh_url)
    try:
        rows = await database.fetch("SELECT id, outcome FROM identity_check ORDER BY id")
        outcomes = [(CLEAR, "no_match"), (SEALED, "pending"), (NONE, "pending"), (ANSWERED, "match")]
        assert [tuple(row) for row in rows] == outcomes
        await link(database)
        (entry,) = await database.fetch("SELECT action, subject_id, detail, seq FROM audit")
        assert (entry["action"], entry["subject_id"]) == ("identity-check.taken-back", str(REPORTER))
        assert (str(CLEAR) in entry["detail"], "1990" in entry["detail"]) == (True, False)
        assert entry["seq"] == 1
    finally:
        await database.close()
