"""What a service had heard of agencies and spokespersons before the chassis kept it is still known."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import pytest

from shared.clock import FixedClock
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.directory import SqlDirectory
from shared.persistence.migrations import migrate
from shared.persistence.speaking import Reason
from tests.settings import Reachable

NOW = datetime(2026, 9, 21, tzinfo=UTC)
AGENCY, PERSON, ACTIVE, REVOKED = (UUID(int=number) for number in range(1, 5))
ASSIGNED = """INSERT INTO spokespersons
    (spokesperson_id, account_id, agency_id, full_name, position, valid_from, assigned_version)
VALUES ($1, $2, $3, 'Lê Văn Minh Họa', 'Giám đốc', $4, 1)"""
HEARD_FIRST = "INSERT INTO spokespersons (spokesperson_id, revoked_at, revoked_version) VALUES ($1, $2, 2)"


@pytest.fixture
async def fresh_url(servers: Reachable) -> AsyncIterator[str]:
    """An empty database."""
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute("DROP DATABASE IF EXISTS carried WITH (FORCE)")
    await admin.execute("CREATE DATABASE carried")
    yield f"{servers.postgres_admin_url.rpartition('/')[0]}/carried"
    await admin.execute("DROP DATABASE carried WITH (FORCE)")
    await admin.close()


@pytest.mark.parametrize(("service", "before"), [("questions", "0003"), ("distribution", "0005")])
async def test_the_older_projection_is_carried_over(fresh_url: str, service: str, before: str) -> None:
    await migrate(fresh_url, f"services.{service}", before)
    connection = await asyncpg.connect(fresh_url)
    await connection.execute("INSERT INTO agencies VALUES ($1, 'H57.12', 'Sở Du lịch', 1)", AGENCY)
    await connection.execute(ASSIGNED, ACTIVE, PERSON, AGENCY, NOW)
    await connection.execute(HEARD_FIRST, REVOKED, NOW)
    await connection.close()
    await migrate(fresh_url, f"services.{service}")
    database = Database(fresh_url)
    try:
        async with SqlUnitOfWork(database, FixedClock(NOW)) as uow:
            directory = SqlDirectory(uow)
            verdict = await directory.may_speak(PERSON, AGENCY, None, NOW)
            assert (verdict.reason, verdict.may_speak) == (Reason.ASSIGNED, True)
            assert await directory.agency_name(AGENCY, NOW) == "Sở Du lịch"
        rows = await database.fetch("SELECT revoked_version FROM speaking_right WHERE right_id = $1", REVOKED)
        assert rows[0]["revoked_version"] == 2
    finally:
        await database.close()
