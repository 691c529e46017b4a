"""A worker waits for what is away, says when it is ready, and knows when nothing is under way."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import httpx
import msgspec
import pytest
from nats.js import JetStreamContext

from shared.clock import FixedClock
from shared.ids import uuid7
from shared.messaging import BatchSubscription, Delivery, Periodic, Worker
from tests.shared.bus import eventually
from tests.shared.chassis import NOON, accepted, note
from tests.shared.workers import DURABLE, Workers, subscription


async def notes(workers: Workers) -> int:
    return len(await workers.store.fetch("SELECT 1 FROM note"))


async def get(worker: Worker, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(worker.asgi())
    async with httpx.AsyncClient(transport=transport, base_url="http://worker") as client:
        return await client.get(path)


async def test_a_committed_event_is_handled(workers: Workers) -> None:
    async with workers.running(subscription()):
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def handled() -> bool:
            return await notes(workers) == 1

        await eventually(handled, 2)


async def test_it_is_not_idle_until_the_event_is_handled(workers: Workers) -> None:
    let_go = asyncio.Event()

    async def wait(_event: object, _cause: object, _uow: object) -> None:
        await let_go.wait()

    async with workers.running(subscription(wait)) as worker:
        assert await worker.idle(NOON)
        async with workers.unit() as uow:
            uow.outbox.add(accepted())
        assert not await worker.idle(NOON)
        await asyncio.sleep(0.2)
        assert not await worker.idle(NOON)
        let_go.set()
        await eventually(lambda: worker.idle(NOON), 2)


async def test_it_is_not_idle_while_background_work_says_that_it_is_busy(workers: Workers) -> None:
    left = [True, False, True]

    async def busy() -> bool:
        return left.pop()

    async def never() -> bool:
        return False

    async with workers.running(busy=[busy, never]) as worker:
        assert not await worker.idle(NOON)
        assert await worker.idle(NOON)
        assert not await worker.idle(NOON)


async def test_it_is_not_idle_until_periodic_work_has_run_at_that_instant_and_asking_makes_it_run(
    workers: Workers, clock: FixedClock
) -> None:
    runs: list[object] = []

    async def sweep() -> None:
        runs.append(clock.now())

    async with workers.running(periodic=[Periodic("sweep", 3600, sweep)]) as worker:
        await eventually(lambda: worker.idle(NOON), 2)
        clock.set(NOON + timedelta(days=1))
        assert not await worker.idle(clock.now())
        await eventually(lambda: worker.idle(clock.now()), 2)
    assert runs == [NOON, NOON + timedelta(days=1)]


async def test_periodic_work_that_fails_is_tried_again_and_does_not_count_as_run(workers: Workers) -> None:
    runs: list[int] = []

    async def sweep() -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ZeroDivisionError

    async with workers.running(periodic=[Periodic("sweep", 0.1, sweep)]) as worker:
        await eventually(lambda: worker.idle(NOON), 3)
        assert len(runs) >= 2
        assert 'caunoi_periodic_failures_total{name="sweep"} 1.0' in worker.telemetry.exposition().decode()


async def test_without_a_bus_it_lives_but_is_not_ready(workers: Workers) -> None:
    workers.settings = msgspec.structs.replace(workers.settings, nats_url="nats://127.0.0.1:1")
    worker = workers.make(subscription())
    assert not await worker.live()
    async with worker.running():
        await asyncio.sleep(0.3)
        assert (await get(worker, "/livez")).status_code == 200
        assert (await get(worker, "/readyz")).status_code == 503
        assert not await worker.idle(NOON)
    assert not await worker.live()


async def test_streams_that_are_declared_later_are_waited_for(workers: Workers, js: JetStreamContext) -> None:
    info = await js.stream_info("questions")
    await js.delete_stream("questions")
    async with workers.make(subscription()).running() as worker:
        await asyncio.sleep(0.5)
        assert not await worker.ready()
        await js.add_stream(info.config)
        await eventually(worker.ready)


async def test_its_probes_and_metrics_answer_at_the_root_and_under_the_services_name(
    workers: Workers,
) -> None:
    async with workers.running(subscription()) as worker:
        async with workers.unit() as uow:
            uow.outbox.add(accepted())
        await eventually(lambda: worker.idle(NOON))
        for prefix in ("", "/questions"):
            assert (await get(worker, f"{prefix}/readyz")).text == "ok\n"
            exposed = (await get(worker, f"{prefix}/metrics")).text
        assert (await get(worker, "/other")).status_code == 404
    assert "caunoi_relayed_total 1.0" in exposed
    assert f'caunoi_consumer_messages_total{{consumer="{DURABLE}",outcome="handled"}} 1.0' in exposed


async def test_it_stops_in_the_middle_of_its_work_and_nothing_is_lost(workers: Workers) -> None:
    async with workers.unit() as uow:
        for _ in range(60):
            uow.outbox.add(accepted())
    async with workers.running(subscription()):

        async def some() -> bool:
            return await notes(workers) > 5

        await eventually(some)
    async with workers.running(subscription()):

        async def all_of_them() -> bool:
            return await notes(workers) == 60

        await eventually(all_of_them, 40)


@pytest.mark.parametrize("batch", [False, True])
async def test_a_consumer_that_somebody_deletes_is_made_again(
    workers: Workers, js: JetStreamContext, batch: bool
) -> None:
    async def apply(deliveries: Sequence[Delivery]) -> None:
        async with workers.unit() as uow:
            for _ in deliveries:
                uow.insert(note, id=uuid7(), title="applied")

    durable = "questions-everything-said" if batch else DURABLE
    async with workers.running(BatchSubscription("questions", durable, apply) if batch else subscription()):
        await js.delete_consumer("questions", durable)
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def handled() -> bool:
            return await notes(workers) >= 1

        await eventually(handled, 25)


async def test_it_is_not_idle_and_does_not_fail_while_the_database_is_away(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with workers.running(subscription()) as worker:
        monkeypatch.setattr(worker.database, "fetch", _refuse)
        assert not await worker.idle(NOON)
        assert not await worker.ready()


async def _refuse(*_arguments: object) -> Sequence[object]:
    raise ConnectionRefusedError(111, "connect")
