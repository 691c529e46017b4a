"""A rebuild gives the same figures, loses nothing that arrives meanwhile, leaves no trace when it fails."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncGenerator
from random import Random
from typing import Any

import httpx
import msgspec
import pytest
from nats.js import JetStreamContext

from services.metrics.adapters.generations import WRITERS, SqlGenerations
from services.metrics.adapters.orm import LIVE, NEXT, OLD
from services.metrics.application.handlers import rebuild as rebuild_from
from services.metrics.domain.errors import RebuildRunning
from services.metrics.entrypoints.operator import rebuild
from services.metrics.settings import Settings
from shared.messaging import Worker
from shared.persistence import Database
from tests.metrics.conftest import Publish
from tests.metrics.histories import history
from tests.metrics.projections import as_received, expected, stored
from tests.metrics.waiting import settled, until
from tests.tokens import Issuer

SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'projection%' ORDER BY nspname"


async def schemas(store: Database) -> list[str]:
    return [row["nspname"] for row in await store.fetch(SCHEMAS)]


async def figures(api: httpx.AsyncClient, issuer: Issuer) -> list[Any]:
    """Everything that a leader can read."""
    leader = issuer.bearer("leader")
    lists = ("/agencies?limit=100", "/press-agencies?limit=100", "/questions?limit=100")
    paths = ("/overview", "/trend", "/response-times", *lists)
    return [(await api.get(path, headers=leader)).json() for path in paths]


class Broken:
    """A history that stops in the middle."""

    @property
    def stream(self) -> str:
        return "questions"

    async def unread(self) -> AsyncGenerator[Any, None]:
        yield as_received(history(1, 3))
        raise ConnectionError("the bus went away")


async def test_two_rebuilds_at_once_are_refused(
    settings: Settings, store: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    async with SqlGenerations(store).building():
        with pytest.raises(RebuildRunning):
            async with SqlGenerations(store).building():
                pass
        assert await rebuild(settings, []) == 1
    assert "Another process is rebuilding" in capsys.readouterr().err
    assert await schemas(store) == [LIVE]


async def test_without_the_bus_the_figures_stay_and_the_operator_is_told(
    settings: Settings, store: Database, publish: Publish, worker: Worker, capsys: pytest.CaptureFixture[str]
) -> None:
    told = history(2, 10)
    await publish(told)
    await settled(worker)
    nowhere = msgspec.structs.replace(settings, nats_url="nats://127.0.0.1:9")
    assert await rebuild(nowhere, []) == 1
    assert "the bus is away" in capsys.readouterr().err
    assert await stored(store) == expected(as_received(told))


async def test_a_history_that_stops_leaves_the_live_projection_and_nothing_beside_it(
    store: Database, publish: Publish, worker: Worker
) -> None:
    told = history(3, 10)
    await publish(told)
    await settled(worker)
    with pytest.raises(ConnectionError):
        await rebuild_from(SqlGenerations(store), [Broken()], lambda stream, count: None)
    assert await stored(store) == expected(as_received(told))
    assert await schemas(store) == [LIVE]


async def test_the_figures_are_identical_before_and_after(
    settings: Settings,
    store: Database,
    publish: Publish,
    worker: Worker,
    api: httpx.AsyncClient,
    issuer: Issuer,
) -> None:
    told = history(4, 150)
    await publish(Random(4).sample(told, len(told)))
    await settled(worker)
    before, rows = await figures(api, issuer), await stored(store)
    assert await rebuild(settings, []) == 0
    assert await stored(store) == rows == expected(as_received(told))
    assert await figures(api, issuer) == before
    assert await schemas(store) == [LIVE]


async def test_what_was_lost_or_wrong_in_the_live_projection_is_mended(
    settings: Settings, store: Database, publish: Publish
) -> None:
    told = history(5, 40)
    await publish(told)
    assert await stored(store) != expected(as_received(told))
    assert await rebuild(settings, []) == 0
    assert await stored(store) == expected(as_received(told))


async def test_poison_in_the_streams_does_not_stop_a_rebuild(
    settings: Settings, store: Database, streams: JetStreamContext, publish: Publish
) -> None:
    told = history(6, 10)
    await publish(told[:20])
    await streams.publish("questions.question.submitted.v1", b"not even JSON")
    await publish(told[20:])
    assert await rebuild(settings, []) == 0
    assert await stored(store) == expected(as_received(told))


async def test_nothing_that_arrives_during_rebuilds_is_lost_or_counted_twice(
    settings: Settings, store: Database, publish: Publish, worker: Worker
) -> None:
    told = history(7, 400)
    arriving = Random(7).sample(told, len(told))
    await publish(arriving[:500])

    async def go_on() -> None:
        for start in range(500, len(arriving), 20):
            await publish(arriving[start : start + 20])
            await asyncio.sleep(0.02)

    source = asyncio.create_task(go_on())
    rebuilds = 0
    while not source.done():
        assert await rebuild(settings, []) == 0
        rebuilds += 1
    await source
    await settled(worker)
    assert rebuilds > 1
    assert await stored(store) == expected(as_received(told))
    assert len(await store.fetch(f"SELECT FROM {LIVE}.inbox")) == len(told)
    assert await worker.ready()


async def test_after_kill_9_in_the_middle_the_live_figures_stand_and_the_next_rebuild_succeeds(
    settings: Settings, store: Database, publish: Publish, worker: Worker
) -> None:
    told = history(8, 60)
    await publish(told)
    await settled(worker)
    blocking = await store.connect()
    await blocking.execute("SELECT pg_advisory_lock_shared($1)", WRITERS)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services.metrics", "rebuild", env=environment(settings)
    )
    try:
        # It has read everything and waits for the writers' lock.
        await until(lambda: _reached(store, len(told)), 40)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        await blocking.close()
    assert await stored(store) == expected(as_received(told))
    await publish(more := history(9, 5)[-5:])
    await settled(worker)
    await until(lambda: _succeeds(settings))
    assert await stored(store) == expected(as_received(told + more))
    assert await schemas(store) == [LIVE]


async def _reached(store: Database, count: int) -> bool:
    if NEXT not in await schemas(store):
        return False
    return len(await store.fetch(f"SELECT FROM {NEXT}.inbox")) == count


async def _succeeds(settings: Settings) -> bool:
    return await rebuild(settings, []) == 0


def environment(settings: Settings) -> dict[str, str]:
    told = {name.upper(): getattr(settings, name) for name in settings.__struct_fields__}
    return {**os.environ, **{name: str(value) for name, value in told.items() if value is not None}}


async def test_what_an_interrupted_switch_left_is_dropped(settings: Settings, store: Database) -> None:
    await store.fetch(f"CREATE SCHEMA {OLD}")
    await store.fetch(f"CREATE SCHEMA {NEXT}")
    assert await rebuild(settings, []) == 0
    assert await schemas(store) == [LIVE]


async def test_a_reader_who_began_before_the_switch_reads_to_the_end(
    settings: Settings, store: Database, publish: Publish, worker: Worker
) -> None:
    await publish(history(10, 20))
    await settled(worker)
    before = await stored(store)
    reader = await store.connect()
    try:
        async with reader.transaction():
            await reader.fetch(f"SELECT count(*) FROM {LIVE}.question")
            rebuilding = asyncio.create_task(rebuild(settings, []))
            await until(lambda: _switched(store))
            await reader.fetch(f"SELECT count(*) FROM {LIVE}.question")
        assert await rebuilding == 0
    finally:
        await reader.close()
    assert await stored(store) == before


async def _switched(store: Database) -> bool:
    return OLD in await schemas(store)
