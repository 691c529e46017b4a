"""Batches off the real bus: poison, repeats, disorder; nothing is lost and nothing is counted twice."""

from random import Random

import pytest
from nats.js import JetStreamContext
from prometheus_client import CollectorRegistry

from services.metrics.adapters.orm import LIVE, TABLES
from services.metrics.adapters.queries import SqlFigures
from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from services.metrics.application.commands import ApplyEvents
from services.metrics.application.facts import CONSUMED, facts_of
from services.metrics.application.handlers import apply_events
from services.metrics.entrypoints.subscribers import HISTORIES, STREAMS, SUBSCRIPTIONS
from services.metrics.entrypoints.worker import WaitingGauge, create_worker
from services.metrics.settings import Settings
from shared.clock import FixedClock
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.golden import example
from shared.contracts.identity import AgencySucceeded
from shared.ids import uuid7
from shared.messaging import BatchSubscription, Worker
from shared.messaging.dead_letters import bury
from shared.messaging.replay import replay_dead_letters
from shared.persistence import Database, standing
from tests.metrics.conftest import Publish
from tests.metrics.histories import (
    NOW,
    agency,
    history,
    made_id,
    press_agency,
    released,
    reporter,
    routed,
    submitted,
)
from tests.metrics.waiting import settled, until


def headers_of(event: Event) -> dict[str, str]:
    return cloudevents.headers(event, event_id=uuid7(), time=NOW, province_code="46")


async def letters(streams: JetStreamContext) -> int:
    return (await streams.stream_info("dead-letters")).state.messages


def test_batches_name_every_event_that_changes_a_projection() -> None:
    batches = [one for one in SUBSCRIPTIONS if isinstance(one, BatchSubscription)]
    assert [one.durable for one in batches] == [f"metrics-{stream}" for stream in STREAMS]
    assert {event for one in batches for event in one.events} == set(CONSUMED)
    assert [one.stream for one in HISTORIES] == list(STREAMS)


async def test_the_described_subscriptions_do_not_run() -> None:
    batch = next(one for one in SUBSCRIPTIONS if isinstance(one, BatchSubscription))
    with pytest.raises(RuntimeError, match="create_worker"):
        await batch.apply([])


@pytest.mark.parametrize("kind", CONSUMED, ids=lambda kind: kind.type_name())
async def test_every_committed_example_is_applied_once(kind: type[Event], store: Database) -> None:
    event = registry.decode(kind.type_name(), example(kind.type_name()))
    command = ApplyEvents([(uuid7(), event)])
    for _ in range(2):
        await apply_events(command, MetricsUnitOfWork(store, FixedClock(NOW)))
    assert len(await store.fetch(f"SELECT FROM {LIVE}.inbox")) == 1
    counts = [len(await store.fetch(f"SELECT FROM {LIVE}.{table}")) for table in TABLES]
    assert sum(counts) == len(facts_of(event))


async def test_poison_in_the_middle_is_buried_and_the_rest_is_applied(
    settings: Settings, store: Database, streams: JetStreamContext, publish: Publish
) -> None:
    await publish([submitted(1), routed(1, 1)])
    subject = submitted(2).type_name()
    await streams.publish(subject, b'{"type": 7', headers=headers_of(submitted(2)))
    await streams.publish(subject, registry.encode(submitted(2)))
    await streams.publish("questions.question.forgotten.v9", b"{}", headers=headers_of(submitted(2)))
    await publish([submitted(3)])
    too_long = released(3, by=1, minutes=2**40)
    await streams.publish(too_long.type_name(), registry.encode(too_long), headers=headers_of(too_long))
    await publish([submitted(4)])
    made = create_worker(settings, database=store, clock=FixedClock(NOW))
    async with made.running():
        await until(lambda: _has(store, 3))
        await until(lambda: _letters(streams, 3))
    ids = [row["id"] for row in await store.fetch(f"SELECT id FROM {LIVE}.question ORDER BY id")]
    assert ids == sorted(made_id("question", number) for number in (1, 3, 4))


async def _has(store: Database, count: int) -> bool:
    return len(await store.fetch(f"SELECT FROM {LIVE}.question")) == count


async def _letters(streams: JetStreamContext, count: int) -> bool:
    return await letters(streams) >= count


async def test_a_dead_letter_of_a_batch_can_be_replayed(
    settings: Settings, store: Database, streams: JetStreamContext, publish: Publish
) -> None:
    await publish([submitted(1)])
    source = await streams.pull_subscribe("questions.>", stream="questions")
    (message,) = await source.fetch(1)
    await bury(streams, "metrics", "metrics-questions", message, ValueError("an old mistake"))
    idle = create_worker(settings, database=store)
    said: list[str] = []
    for _ in range(2):
        assert not await replay_dead_letters(
            "metrics", settings, idle.subscriptions, idle.provide_uow, say=said.append
        )
    assert len(said) == 1
    assert "replayed" in said[0]
    assert await _has(store, 1)


async def test_a_history_in_disorder_with_every_message_twice_is_counted_once(
    store: Database, publish: Publish, worker: Worker
) -> None:
    told = history(11, 80)
    shuffled = Random(3).sample(told + told, len(told) * 2)
    await publish(shuffled)
    await settled(worker)
    found = await SqlFigures(store).overview(NOW)
    assert found.questions == 80
    assert found.waiting.questions_without_submission == 0
    ended = {one.agency_id for one in told if isinstance(one, AgencySucceeded) and one.ended_at <= NOW}
    assert found.agencies == 5 - len(ended)
    assert len(await store.fetch(f"SELECT FROM {LIVE}.inbox")) == len(shuffled)


async def test_an_event_of_no_concern_leaves_no_trace(
    store: Database, streams: JetStreamContext, worker: Worker
) -> None:
    name = "identity.spokesperson.assigned.v1"
    event = registry.decode(name, example(name))
    await streams.publish(name, example(name), headers=headers_of(event))
    await settled(worker)
    assert await store.fetch(f"SELECT FROM {LIVE}.inbox") == []
    assert await letters(streams) == 0


async def test_a_suspension_bites_and_is_counted(store: Database, publish: Publish, worker: Worker) -> None:
    told = reporter(1, 1, suspended=True)
    await publish(told)
    await settled(worker)
    standing.forget(store)
    assert await standing.is_suspended(store, made_id("account", 1))
    found = await SqlFigures(store).overview(NOW)
    assert (found.verified_reporters, found.suspended_reporters) == (1, 1)


async def test_what_waits_is_listed_and_a_gauge(store: Database, publish: Publish, worker: Worker) -> None:
    await publish([released(1, by=1)])
    await settled(worker)
    figures, gauges = SqlFigures(store), CollectorRegistry()
    assert await figures.what_waits() == [("questions_without_submission", made_id("question", 1))]
    await WaitingGauge(gauges, figures).look()
    what = {"what": "questions_without_submission"}
    assert gauges.get_sample_value("caunoi_metrics_waiting", what) == 1
    await publish([submitted(1), agency(1), press_agency(0)])
    await settled(worker)
    assert await figures.what_waits() == []
