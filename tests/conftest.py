"""Real PostgreSQL and NATS, one of each per session; five migrated databases; emptied before each test."""

import importlib
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path

import nats
import pytest
from nats.js import JetStreamContext
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from deploy.local.databases import create_databases, drop_databases
from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from deploy.local.permissions import OPERATOR
from deploy.local.servers import Servers
from deploy.local.temporary import temporary_servers
from shared.messaging.streams import declare
from shared.persistence import Database
from shared.persistence.migrations import migrate
from shared.settings import ServiceSettings, load
from tests.cleaning import DatabaseCleaner, clean_streams
from tests.settings import Reachable, reachable

TOGETHER = ("deploy", "faults")
"""Folders whose tests share what a laptop has one of, or a whole town."""


def pytest_configure(config: pytest.Config) -> None:
    """Servers that somebody named are one set of servers: two processes would empty each other's tables."""
    named = os.environ.get("DATABASE_URL") or os.environ.get("TEST_BACKEND", "embedded") != "embedded"
    if named and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("these servers are for one process of tests: make test WORKERS=0")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for servers carries the mark `servers`, so that `-m "not servers"` needs none."""
    for item in items:
        if {"servers", "private_servers"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.servers)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Each process of tests has servers of its own; a file stays in one, and so do some folders."""

    def _split_scope(self, nodeid: str) -> str:
        file = Path(nodeid.partition("::")[0])
        return file.parent.name if file.parent.name in TOGETHER else str(file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Whatever `--dist` says."""
    return ByFile(config, log)


@pytest.fixture(scope="session")
def servers() -> Iterator[Reachable]:
    """PostgreSQL and NATS for the session: embedded, in containers, or what the environment names."""
    with reachable() as found:
        yield found


@pytest.fixture
def private_servers() -> Iterator[Servers]:
    """Embedded servers for one test that stops, kills and restarts them."""
    with temporary_servers() as own:
        yield own


@pytest.fixture(scope="session")
async def database_urls(servers: Reachable) -> AsyncIterator[Mapping[str, str]]:
    """The address of each service's database, for that service's role; migrated."""
    passwords = dict.fromkeys(servers.database_names.values(), "only-for-tests")
    url = servers.postgres_admin_url
    made = await create_databases(url, passwords, close_others=servers.exclusive)
    urls = {service: made[name] for service, name in servers.database_names.items()}
    for service, own in urls.items():
        await migrate(own, f"services.{service}")
    yield urls
    if not servers.exclusive:
        await drop_databases(url, list(passwords))


@pytest.fixture(scope="session")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    """The secrets of the session: signing keys, the key of identifiers, client secrets."""
    return Keyring(tmp_path_factory.mktemp("secrets"))


@pytest.fixture(scope="session")
def nats_url(servers: Reachable) -> str:
    """The address of the NATS server."""
    return servers.nats_url


@pytest.fixture(scope="session")
async def streams(servers: Reachable) -> AsyncIterator[JetStreamContext]:
    """JetStream as the operator sees it, with every stream declared."""
    seed = servers.nats_seed_files.get(OPERATOR)
    client = await nats.connect(servers.nats_url, nkeys_seed=str(seed) if seed else None)
    js = client.jetstream()
    await declare(js)
    yield js
    await client.close()


@pytest.fixture(scope="session")
async def cleaner(servers: Reachable, database_urls: Mapping[str, str]) -> AsyncIterator[DatabaseCleaner]:
    """Empties the databases as the administrator."""
    admin = servers.postgres_admin_url
    names = servers.database_names.values()
    made = DatabaseCleaner({name: admin.rpartition("/")[0] + f"/{name}" for name in names})
    yield made
    await made.close()


@pytest.fixture
async def emptied(cleaner: DatabaseCleaner, streams: JetStreamContext) -> None:
    """Nothing in any database or stream when the test starts; what it leaves can be looked at."""
    await cleaner.clean()
    await clean_streams(streams)


@pytest.fixture(autouse=True)
def clean(request: pytest.FixtureRequest) -> None:
    """Only tests that ask for servers pay for empty ones."""
    if "servers" in request.fixturenames:
        request.getfixturevalue("emptied")


@pytest.fixture
def service_settings(
    servers: Reachable, database_urls: Mapping[str, str], keyring: Keyring
) -> Callable[..., ServiceSettings]:
    """`service_settings("questions", CLOCK="file:...")`: the service's own Settings on the test servers."""

    def of(service: str, **changes: str) -> ServiceSettings:
        settings_type = importlib.import_module(f"services.{service}.settings").Settings
        seed = servers.nats_seed_files.get(service)
        values = environment(
            service,
            keyring,
            database_url=database_urls[service],
            nats_url=servers.nats_url,
            seed_file=seed,
            vneid_url="http://127.0.0.1:1/vneid",
        )
        loaded: ServiceSettings = load(settings_type, {**values, **changes})
        return loaded

    return of


@pytest.fixture
async def database(database_urls: Mapping[str, str]) -> AsyncIterator[Callable[[str], Database]]:
    """`database("questions")`: a Database of that service, closed after the test."""
    opened: list[Database] = []

    def of(service: str) -> Database:
        opened.append(Database(database_urls[service]))
        return opened[-1]

    yield of
    for one in opened:
        await one.close()
