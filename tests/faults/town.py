"""Four services, each with its API and its worker, on a PostgreSQL and a nats-server of their own."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import nats
from nats.js import JetStreamContext

from deploy.local.databases import create_databases
from deploy.local.environment import environment
from deploy.local.permissions import OPERATOR
from deploy.local.servers import Servers
from deploy.local.temporary import temporary_servers
from services.questions.entrypoints.seed import SeedFile, load
from shared.messaging.streams import declare
from shared.persistence import Database
from shared.persistence.migrations import migrate
from tests.faults.running import Running
from tests.questions.rules import SEEDS
from tests.tokens import Issuer

NOON = "2026-09-21T12:00:00+07:00"
_SERVICES = ("questions", "metrics", "distribution", "events")
_HURRIED = {
    "DELIVERY_RETRY_SECONDS": ",".join(["0.2", "0.5", *["1"] * 60]),
    "WEBHOOK_TIMEOUT_SECONDS": "3",
    "DELIVERY_LEASE_SECONDS": "4",
}
"""Webhooks that nobody takes are tried again soon, for a minute; what a killed worker held is free soon."""
_ROLES = (
    ("questions", "api"),
    ("questions", "worker"),
    ("metrics", "worker"),
    ("metrics", "api"),
    ("distribution", "api"),
    ("distribution", "worker"),
    ("events", "api"),
    ("events", "worker"),
)


@dataclass(frozen=True)
class Town:
    """What runs, and the doors that a test looks through; databases and processes as above."""

    servers: Servers
    urls: Mapping[str, str]
    js: JetStreamContext
    issuer: Issuer
    clock: Path
    questions: Database
    metrics: Database
    distribution: Database
    events: Database
    desk: Running
    """The API of questions."""
    courier: Running
    """The worker of questions: relay and consumers of identity's facts."""
    counter: Running
    """The worker of metrics."""
    board: Running
    """The API of metrics."""
    publisher: Running
    """The API of distribution."""
    messenger: Running
    """The worker of distribution: relay, due releases, webhooks."""
    door: Running
    """The API of events."""
    clerk: Running
    """The worker of events."""

    @property
    def processes(self) -> tuple[Running, ...]:
        """All of them."""
        apis = (self.desk, self.board, self.publisher, self.door)
        return *apis, self.courier, self.counter, self.messenger, self.clerk

    def databases(self) -> tuple[Database, ...]:
        """Those of the services that publish events."""
        return self.questions, self.distribution, self.events

    def hold_clock(self, at: datetime) -> None:
        """From now on it is this instant for every process; never earlier than before."""
        draft = self.clock.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode({"held": at}))
        os.replace(draft, self.clock)

    async def whole(self) -> None:
        """Starts what a test before this one may have left lying."""
        for server in (self.servers.postgres, self.servers.nats):
            if not server.alive:
                await asyncio.to_thread(server.start)
        for process in self.processes:
            process.start()
        for process in self.processes:
            await process.ready()


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    """Furnished and running until the block ends; its clock is held."""
    async with AsyncExitStack() as until_the_end:
        servers = until_the_end.enter_context(temporary_servers())
        urls = await create_databases(
            servers.postgres_admin_url, dict.fromkeys(_SERVICES, "only-for-tests"), close_others=True
        )
        made = await _built(folder, servers, urls, until_the_end)
        for process in made.processes:
            until_the_end.callback(process.stop)
        await _furnish(made.questions)
        await made.whole()
        yield made


async def _built(
    folder: Path, servers: Servers, urls: Mapping[str, str], until_the_end: AsyncExitStack
) -> Town:
    for service, url in urls.items():
        await migrate(url, f"services.{service}")
    databases = questions, metrics, distribution, events = [Database(urls[name]) for name in _SERVICES]
    for database in databases:
        until_the_end.push_async_callback(database.close)
    js = await until_the_end.enter_async_context(_operator(servers))
    issuer = Issuer(folder)
    clock = folder / "clock.json"
    clock.write_bytes(msgspec.json.encode({"held": NOON}))
    told = {service: _told(servers, service, url, issuer, clock) for service, url in urls.items()}
    running = [Running(service, what, told[service], folder) for service, what in _ROLES]
    return Town(servers, urls, js, issuer, clock, questions, metrics, distribution, events, *running)


def _told(servers: Servers, service: str, url: str, issuer: Issuer, clock: Path) -> dict[str, str]:
    own = environment(
        service,
        servers.keyring,
        database_url=url,
        nats_url=servers.nats_url,
        seed_file=servers.nats_seed_files[service],
        vneid_url="http://127.0.0.1:1/vneid",
    )
    hurried = _HURRIED if service == "distribution" else {}
    return {**os.environ, **own, **hurried, "JWKS_URL": issuer.jwks_url, "CLOCK": f"file:{clock}"}


@asynccontextmanager
async def _operator(servers: Servers) -> AsyncIterator[JetStreamContext]:
    async def quiet(_error: Exception) -> None:
        """The server goes away on purpose."""

    client = await nats.connect(
        servers.nats_url,
        nkeys_seed=str(servers.nats_seed_files[OPERATOR]),
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,
        error_cb=quiet,
    )
    try:
        js = client.jetstream()
        await declare(js)
        yield js
    finally:
        await client.close()


async def _furnish(database: Database) -> None:
    """The calendar and policy of the local stack, but nobody's questions of a day are limited."""
    for name in ("policies.json", "calendar.json"):
        file = msgspec.json.decode((SEEDS / name).read_bytes(), type=SeedFile)
        many = [msgspec.structs.replace(policy, questions_per_day=100_000) for policy in file.policies]
        await load(msgspec.structs.replace(file, policies=tuple(many)), database)
