"""What each service's own NATS user may do is enough for its worker: start, relay, give up, replay."""

import importlib
from collections.abc import Callable, Sequence

import pytest
from nats.js import JetStreamContext

from shared.messaging import BatchSubscription, Subscription
from shared.messaging.replay import replay_dead_letters
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.settings import Reachable
from tests.shared.bus import count, eventually

SERVICES = ("identity", "questions", "distribution", "events", "metrics")


@pytest.mark.parametrize("service", SERVICES)
async def test_the_worker_starts_and_its_dead_letters_can_be_replayed(
    service: str,
    servers: Reachable,
    js: JetStreamContext,
    database: Callable[[str], Database],
    service_settings: Callable[..., ServiceSettings],
) -> None:
    settings = service_settings(service)
    module = importlib.import_module(f"services.{service}.entrypoints.worker")
    worker = module.create_worker(settings, database=database(service))
    subject = _subject(worker.subscriptions)
    expected = sum(
        each.subject in (subject, f"{subject.partition('.')[0]}.>") for each in worker.subscriptions
    )
    lines: list[str] = []
    async with worker.running():
        await eventually(worker.ready)
        if expected:
            await js.publish(subject, b"not an event")

        async def buried() -> bool:
            there: int = await count(js, "dead-letters")
            return there == expected

        await eventually(buried)
        failed = await replay_dead_letters(
            service, settings, worker.subscriptions, worker.provide_uow, say=lines.append
        )
    assert failed == len(lines) == expected


def _subject(subscriptions: Sequence[Subscription | BatchSubscription]) -> str:
    """Something that the first of them hears; identity hears nothing."""
    return subscriptions[0].subject.replace(">", "anything.said.v1") if subscriptions else ""
