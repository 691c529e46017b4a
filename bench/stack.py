"""Fresh servers for a measurement, with the databases migrated and the streams declared."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import asyncpg
import httpx
import nats
import psutil
from nats.js import JetStreamContext

from deploy.local.databases import create_databases
from deploy.local.environment import environment
from deploy.local.permissions import OPERATOR
from deploy.local.processes import free_port
from deploy.local.servers import SERVICES, Servers
from deploy.local.temporary import temporary_servers
from shared.messaging.streams import declare
from shared.persistence.migrations import migrate

_PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Stack:
    """The servers, each service's database address, and JetStream as the operator sees it."""

    servers: Servers
    database_urls: Mapping[str, str]
    js: JetStreamContext

    def environment(self, service: str, **changes: str) -> dict[str, str]:
        """What a process of `service` is told."""
        told = environment(
            service,
            self.servers.keyring,
            database_url=self.database_urls[service],
            nats_url=self.servers.nats_url,
            seed_file=self.servers.nats_seed_files[service],
            vneid_url="http://127.0.0.1:1/vneid",
        )
        return {**told, **changes}

    def processes(self, *others: subprocess.Popen[bytes]) -> list[psutil.Process]:
        """PostgreSQL, nats-server and the given processes, for their CPU time."""
        pids = [self.servers.postgres.pid, self.servers.nats.pid, *(process.pid for process in others)]
        return [psutil.Process(pid) for pid in pids]


@asynccontextmanager
async def stack(services: Sequence[str] = SERVICES) -> AsyncIterator[Stack]:
    """Servers on temporary data, for one measurement."""
    with temporary_servers() as servers:
        passwords = dict.fromkeys(services, "only-for-measuring")
        urls = await create_databases(servers.postgres_admin_url, passwords, close_others=True)
        for service, url in urls.items():
            await migrate(url, f"services.{service}")
        seed = str(servers.nats_seed_files[OPERATOR])
        client = await nats.connect(servers.nats_url, nkeys_seed=seed)
        js = client.jetstream(publish_async_max_pending=4000)
        await declare(js)
        try:
            yield Stack(servers, urls, js)
        finally:
            await client.close()


async def copied(place: Stack, service: str, name: str) -> str:
    """The address of a second database, as the service's is now; nobody may be connected to that."""
    admin = await asyncpg.connect(place.servers.postgres_admin_url)
    try:
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {service} OWNER {service}")
    finally:
        await admin.close()
    return f"{place.database_urls[service].rpartition('/')[0]}/{name}"


async def settled(place: Stack) -> None:
    """Writes out what a bulk load has left, or that would go on beneath the measurement."""
    admin = await asyncpg.connect(place.servers.postgres_admin_url, command_timeout=None)
    try:
        await admin.execute("CHECKPOINT")
    finally:
        await admin.close()


@contextmanager
def process(arguments: Sequence[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process with this environment, ended with the block."""
    running = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environ})
    try:
        yield running
    finally:
        running.terminate()
        running.wait(10)


async def answering(url: str) -> None:
    """Wait until `url` answers 200; raises TimeoutError after half a minute."""
    async with asyncio.timeout(_PATIENCE_SECONDS), httpx.AsyncClient() as client:
        while True:
            try:
                if (await client.get(url)).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


__all__ = ["Stack", "answering", "copied", "free_port", "process", "settled", "stack"]
