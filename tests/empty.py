"""A database of its own, for tests of migrations."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.settings import Reachable


@asynccontextmanager
async def empty_database(servers: Reachable, name: str) -> AsyncIterator[str]:
    """The address of an empty database, gone at the end."""
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await admin.execute(f"CREATE DATABASE {name}")
    yield f"{servers.postgres_admin_url.rpartition('/')[0]}/{name}"
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()
