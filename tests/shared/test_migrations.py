"""The chassis' migration makes what the metadata says; migrations wait for each other."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import Column, Integer, Table

from shared.persistence import metadata_for
from shared.persistence.migrations import check, differences, migrate
from tests.settings import Reachable

ENV = (
    "from shared.persistence import metadata_for\n"
    "from shared.persistence.migrations import run\n\nrun(metadata_for('small'))\n"
)
FIRST = (
    "from shared.persistence.migrations import chassis_0001, chassis_0002\n\n"
    "revision, down_revision = '0001', None\n\n\n"
    "def upgrade() -> None:\n    chassis_0001()\n    chassis_0002()\n"
)


@pytest.fixture
async def fresh_url(servers: Reachable) -> AsyncIterator[str]:
    """An empty database."""
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute("DROP DATABASE IF EXISTS migrated WITH (FORCE)")
    await admin.execute("CREATE DATABASE migrated")
    yield f"{servers.postgres_admin_url.rpartition('/')[0]}/migrated"
    await admin.execute("DROP DATABASE migrated WITH (FORCE)")
    await admin.close()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A service that has only its migrations."""
    folder = tmp_path / "small_service" / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(ENV)
    (folder / "versions" / "0001_small.py").write_text(FIRST)
    monkeypatch.syspath_prepend(str(tmp_path))
    return "small_service"


async def test_the_first_migration_makes_exactly_the_chassis_tables(fresh_url: str, package: str) -> None:
    await migrate(fresh_url, package)
    assert await differences(fresh_url, metadata_for("small")) == []


async def test_a_table_without_a_migration_is_noticed(fresh_url: str, package: str) -> None:
    await migrate(fresh_url, package)
    metadata = metadata_for("small")
    Table("forgotten", metadata, Column("id", Integer, primary_key=True))
    ((what, table),) = await differences(fresh_url, metadata)
    assert (what, table.name) == ("add_table", "forgotten")


@pytest.mark.parametrize("service", ["identity", "questions", "distribution", "events", "metrics"])
async def test_the_migrations_of_each_service_make_what_it_maps(
    database_urls: Mapping[str, str], service: str
) -> None:
    await check(database_urls[service], f"services.{service}")


async def test_two_migrations_at_once_wait_for_each_other(fresh_url: str, package: str) -> None:
    await asyncio.gather(migrate(fresh_url, package), migrate(fresh_url, package))
    assert await differences(fresh_url, metadata_for("small")) == []


async def test_a_service_without_migrations_is_named(fresh_url: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"shared\.clock\.migrations|shared.clock"):
        await migrate(fresh_url, "shared.clock")
