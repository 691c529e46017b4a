"""A database with the chassis tables and those of tests/shared/chassis.py."""

from collections.abc import AsyncIterator, Callable

import asyncpg
import pytest
from nats.js import JetStreamContext

from deploy.local.permissions import OPERATOR
from shared.clock import FixedClock
from shared.messaging.streams import STREAMS
from shared.persistence import Database, SqlUnitOfWork
from shared.settings import ServiceSettings
from tests.settings import Reachable
from tests.shared.chassis import NOON, metadata
from tests.shared.workers import Workers

_NAME = "chassis_under_test"
_EMPTY = "TRUNCATE " + ", ".join(metadata.tables)


@pytest.fixture(scope="session")
async def chassis_url(servers: Reachable) -> AsyncIterator[str]:
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
    await admin.execute(f"CREATE DATABASE {_NAME}")
    url = f"{servers.postgres_admin_url.rpartition('/')[0]}/{_NAME}"
    made = Database(url)
    async with made.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    await made.close()
    yield url
    await admin.execute(f"DROP DATABASE {_NAME} WITH (FORCE)")
    await admin.close()


@pytest.fixture
async def store(chassis_url: str) -> AsyncIterator[Database]:
    """The database of the tests' own small service, empty."""
    made = Database(chassis_url)
    await made.fetch(_EMPTY)
    yield made
    await made.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def unit(store: Database, clock: FixedClock) -> Callable[[], SqlUnitOfWork]:
    """Makes a unit of work."""
    return lambda: SqlUnitOfWork(store, clock, "46")


@pytest.fixture
async def js(streams: JetStreamContext) -> JetStreamContext:
    """JetStream with empty streams and no consumers of an earlier test."""
    for stream in STREAMS:
        name = str(stream.name)
        for consumer in await streams.consumers_info(name):
            await streams.delete_consumer(name, consumer.name)
        await streams.purge_stream(name)
    return streams


@pytest.fixture
def settings(servers: Reachable, chassis_url: str) -> ServiceSettings:
    """Settings of a service that the bus lets do everything: permissions are tested elsewhere."""
    seed = servers.nats_seed_files.get(OPERATOR)
    return ServiceSettings(
        database_url=chassis_url,
        nats_url=servers.nats_url,
        nats_nkey_seed_file=str(seed) if seed else None,
        public_url="http://127.0.0.1:8000",
        jwks_url="http://127.0.0.1:8000/identity/v1/jwks.json",
    )


@pytest.fixture
def workers(store: Database, settings: ServiceSettings, clock: FixedClock, js: JetStreamContext) -> Workers:
    """Makes workers on the tests' database and an empty bus."""
    return Workers(store, settings, clock)
