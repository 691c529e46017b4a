"""What was committed gets to the bus, once as far as readers can see, in order, whatever falls over."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import nats
import pytest
from nats.js import JetStreamContext

from shared.messaging.metrics import BusMetrics
from shared.messaging.relay import Relay
from shared.persistence import Database, SqlUnitOfWork
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry
from tests.shared.bus import count, eventually, stored
from tests.shared.chassis import accepted

Unit = Callable[[], SqlUnitOfWork]


@asynccontextmanager
async def running(relay: Relay) -> AsyncIterator[None]:
    task = asyncio.create_task(relay.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def record(unit: Unit, number: int) -> list[str]:
    """Events in one command; the ids of their aggregates."""
    events = [accepted() for _ in range(number)]
    async with unit() as uow:
        for event in events:
            uow.outbox.add(event)
    return [str(event.question_id) for event in events]


async def left(store: Database) -> int:
    (row,) = await store.fetch("SELECT count(*) AS rows FROM outbox")
    return int(row["rows"])


def nobody_hears(js: JetStreamContext) -> JetStreamContext:
    """JetStream whose acknowledgements are lost after the message was stored."""
    deaf = js._nc.jetstream()
    publish = deaf.publish_async

    async def publish_and_lose_the_answer(*arguments: Any, **options: Any) -> "asyncio.Future[Any]":
        await (await publish(*arguments, **options))
        lost: asyncio.Future[Any] = asyncio.Future()
        lost.set_exception(OSError("connection lost"))
        return lost

    deaf.publish_async = publish_and_lose_the_answer  # type: ignore[method-assign]  # the network, not our code
    return deaf


async def test_events_arrive_in_order_with_headers_as_they_were(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    sent = await record(unit, 30)
    rows = await store.fetch("SELECT headers->>'ce-id' AS id FROM outbox ORDER BY position")
    assert await Relay(store, js, batch=7).drain() == 30
    messages = await stored(js, "questions")
    assert [(message.headers or {})["ce-subject"] for message in messages] == sent
    assert [(message.headers or {})["Nats-Msg-Id"] for message in messages] == [row["id"] for row in rows]
    assert await left(store) == 0


async def test_a_row_is_not_deleted_before_its_acknowledgement_and_not_stored_twice_by_its_repeat(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    await record(unit, 5)
    assert await Relay(store, nobody_hears(js)).drain() == 0
    assert await left(store) == 5
    assert await Relay(store, js).drain() == 5
    assert await count(js, "questions") == 5


async def test_a_commit_in_the_same_process_wakes_a_resting_relay_at_once(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    async with running(Relay(store, js)):
        await asyncio.sleep(1.5)
        started = asyncio.get_running_loop().time()
        await record(unit, 1)

        async def arrived() -> bool:
            return await count(js, "questions") == 1

        await eventually(arrived)
        assert asyncio.get_running_loop().time() - started < 0.3


async def test_rows_of_another_process_are_found_without_being_told(
    store: Database, chassis_url: str, js: JetStreamContext, clock: Any
) -> None:
    elsewhere = Database(chassis_url)
    async with running(Relay(store, js)):
        await record(lambda: SqlUnitOfWork(elsewhere, clock), 3)

        async def arrived() -> bool:
            return await count(js, "questions") == 3

        await eventually(arrived, 3)
    await elsewhere.close()


async def test_of_two_relays_on_one_database_one_works_and_the_other_takes_over(
    store: Database, unit: Unit, js: JetStreamContext, settings: ServiceSettings
) -> None:
    counts = [BusMetrics(Telemetry(name, settings).registry) for name in ("questions", "events")]

    def relayed() -> Sequence[float]:
        return [metrics.relayed._value.get() for metrics in counts]

    async def arrived(expected: int) -> bool:
        return await count(js, "questions") == expected

    async with running(Relay(store, js, metrics=counts[1])):
        async with running(Relay(store, js, metrics=counts[0])):
            await record(unit, 20)
            await eventually(lambda: arrived(20))
            await asyncio.sleep(0.1)
            assert sorted(relayed()) == [0, 20]
        # Whichever had the lock: the one that is left relays what comes now.
        await record(unit, 20)
        await eventually(lambda: arrived(40))
    assert sum(relayed()) == 40


async def test_a_row_that_the_bus_refuses_does_not_hold_the_others_back(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    await store.fetch(
        "INSERT INTO outbox (event_id, subject, payload, headers)"
        " VALUES (gen_random_uuid(), 'nobody.listens.here', '', '{}')"
    )
    await record(unit, 3)
    async with running(Relay(store, js)):

        async def arrived() -> bool:
            return await count(js, "questions") == 3 and await left(store) == 1

        await eventually(arrived)


@pytest.mark.parametrize("headers", [0, 40])
async def test_an_event_too_large_for_the_bus_takes_no_place_from_the_others(
    store: Database, unit: Unit, js: JetStreamContext, headers: int
) -> None:
    size = js._nc.max_payload - headers + 1
    for _ in range(3):
        await store.fetch(
            "INSERT INTO outbox (event_id, subject, payload, headers)"
            " VALUES (gen_random_uuid(), 'questions.large', $1, $2)",
            b"x" * size,
            msgspec.json.encode({"ce-id": "1" * headers}).decode(),
        )
    await record(unit, 2)
    free = js._publish_async_pending_semaphore._value
    assert await Relay(store, js).drain() == 2
    assert js._publish_async_pending_semaphore._value == free
    assert js._nc.is_connected
    assert await left(store) == 3


async def test_a_publish_that_a_closed_connection_refuses_keeps_no_place(
    store: Database, unit: Unit, settings: ServiceSettings
) -> None:
    client = await nats.connect(settings.nats_url, nkeys_seed=settings.nats_nkey_seed_file)
    own = client.jetstream()
    free = own._publish_async_pending_semaphore._value
    await record(unit, 1)
    assert await Relay(store, own).drain() == 1
    await client.close()
    await record(unit, 3)
    assert await Relay(store, own).drain() == 0
    assert await left(store) == 3
    assert own.publish_async_pending() == 0
    assert own._publish_async_pending_semaphore._value == free


async def test_a_relay_whose_connection_was_cut_starts_again(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = ("
        "SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    async with running(Relay(store, js)):
        await record(unit, 1)

        async def arrived(expected: int) -> bool:
            return await count(js, "questions") == expected

        await eventually(lambda: arrived(1))
        assert len(await store.fetch(cut)) == 1
        await record(unit, 1)
        await eventually(lambda: arrived(2))


async def test_what_was_acknowledged_is_deleted_when_the_relay_is_stopped(
    store: Database, unit: Unit, js: JetStreamContext
) -> None:
    async with running(Relay(store, js)):
        await record(unit, 10)

        async def arrived() -> bool:
            return await count(js, "questions") == 10

        await eventually(arrived)
    assert await left(store) == 0


async def test_a_stop_that_comes_together_with_news_is_not_lost(
    store: Database, js: JetStreamContext
) -> None:
    for _ in range(3):
        task = asyncio.create_task(Relay(store, js).run())
        await asyncio.sleep(0.5)
        store.wakeup.set()
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=5)
        assert done == {task}
