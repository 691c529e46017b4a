"""Servers and workers that are stopped, killed and restarted: every event has its effect exactly once."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import nats
import pytest
from nats.js import JetStreamContext

from deploy.local.permissions import OPERATOR
from deploy.local.servers import Servers
from shared.clock import FixedClock
from shared.messaging.streams import declare
from shared.persistence import Database
from shared.persistence.errors import is_outage
from shared.settings import ServiceSettings
from tests.shared.bus import eventually
from tests.shared.chassis import NOON, accepted, metadata
from tests.shared.workers import Workers, subscription

pytestmark = pytest.mark.faults

KILLED_AFTER_PUBLISHING = """
import asyncio, os, signal, sys
import nats
from shared.messaging.relay import Relay
from shared.persistence import Database


class Killed(Relay):
    async def _send(self, rows):
        await super()._send(rows)
        os.kill(os.getpid(), signal.SIGKILL)


async def main(database_url, nats_url, seed):
    client = await nats.connect(nats_url, nkeys_seed=seed)
    await Killed(Database(database_url), client.jetstream()).run()


asyncio.run(main(*sys.argv[1:]))
"""


@asynccontextmanager
async def operator(servers: Servers) -> AsyncIterator[JetStreamContext]:
    client = await nats.connect(servers.nats_url, nkeys_seed=str(servers.nats_seed_files[OPERATOR]))
    try:
        yield client.jetstream()
    finally:
        await client.close()


@pytest.fixture
async def workers(private_servers: Servers) -> AsyncIterator[Workers]:
    """Workers on servers of this test alone."""
    admin = await asyncpg.connect(private_servers.postgres_admin_url)
    await admin.execute("CREATE DATABASE chassis")
    await admin.close()
    store = Database(f"{private_servers.postgres_admin_url.rpartition('/')[0]}/chassis")
    async with store.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    async with operator(private_servers) as js:
        await declare(js)
    settings = ServiceSettings(
        database_url=store.url,
        nats_url=private_servers.nats_url,
        nats_nkey_seed_file=str(private_servers.nats_seed_files[OPERATOR]),
        public_url="",
        jwks_url="",
    )
    yield Workers(store, settings, FixedClock(NOON))
    await store.close()


class Load:
    """Commands at a steady pace, each with one event; one that the database refused is tried again."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self.recorded: list[str] = []

    async def run(self) -> None:
        while True:
            event = accepted()
            try:
                async with self._workers.unit() as uow:
                    uow.outbox.add(event)
            except Exception as error:
                if not is_outage(error):
                    raise
            else:
                self.recorded.append(str(event.question_id)[:20])
            await asyncio.sleep(0.01)


@asynccontextmanager
async def load(workers: Workers) -> AsyncIterator[Load]:
    made = Load(workers)
    task = asyncio.create_task(made.run())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def handled(workers: Workers) -> list[str]:
    return [row["title"] for row in await workers.store.fetch("SELECT title FROM note")]


async def all_handled_once(workers: Workers, made: Load) -> None:
    async def done() -> bool:
        return len(await handled(workers)) >= len(made.recorded)

    await eventually(done, 30)
    effects = await handled(workers)
    assert set(effects) >= set(made.recorded)
    assert len(effects) == len(set(effects))


async def test_the_bus_is_killed_under_load_and_comes_back(
    workers: Workers, private_servers: Servers
) -> None:
    async with workers.running(subscription()) as worker, load(workers) as made:
        await asyncio.sleep(0.5)
        private_servers.nats.kill()

        async def noticed() -> bool:
            return not await worker.ready()

        await eventually(noticed)
        accepted_before = len(made.recorded)
        await asyncio.sleep(2)
        assert len(made.recorded) > accepted_before, "commands are accepted without a bus"
        assert await worker.live()
        private_servers.nats.start()
        await eventually(worker.ready, 20)
        await asyncio.sleep(0.5)
    async with workers.running(subscription()):
        await all_handled_once(workers, made)


async def test_the_bus_is_not_there_at_start(workers: Workers, private_servers: Servers) -> None:
    private_servers.nats.stop()
    async with workers.make(subscription()).running():
        async with load(workers) as made:
            await asyncio.sleep(2)
            private_servers.nats.start()
        await all_handled_once(workers, made)


async def test_the_database_is_restarted_under_load(workers: Workers, private_servers: Servers) -> None:
    async with workers.running(subscription()) as worker, load(workers) as made:
        await asyncio.sleep(0.5)
        private_servers.postgres.stop()

        async def noticed() -> bool:
            return not await worker.ready()

        await eventually(noticed)
        assert await worker.live()
        private_servers.postgres.start()
        await eventually(worker.ready, 20)
        before = len(made.recorded)
        await asyncio.sleep(1)
        assert len(made.recorded) > before
    async with workers.running(subscription()):
        await all_handled_once(workers, made)


async def test_a_relay_is_killed_between_publishing_and_deleting(
    workers: Workers, private_servers: Servers, tmp_path: Path
) -> None:
    async with workers.unit() as uow:
        for _ in range(20):
            uow.outbox.add(accepted())
    program = tmp_path / "killed.py"
    program.write_text(KILLED_AFTER_PUBLISHING)
    settings = workers.settings
    arguments = [settings.database_url, settings.nats_url, str(settings.nats_nkey_seed_file)]
    child = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, str(program), *arguments],
        env={**os.environ, "PYTHONPATH": os.getcwd()},
        check=False,
        timeout=30,
    )
    assert child.returncode == -signal.SIGKILL
    async with operator(private_servers) as js:
        assert (await js.stream_info("questions")).state.messages == 20
        assert len(await workers.store.fetch("SELECT 1 FROM outbox")) == 20
        async with workers.running(subscription()) as worker:
            await eventually(lambda: worker.idle(NOON), 20)
        assert (await js.stream_info("questions")).state.messages == 20
    assert len(await handled(workers)) == 20
