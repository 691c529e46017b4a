"""The worker on the real bus: it hears identity, sweeps, and what it tells arrives once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from nats.js import JetStreamContext

from services.questions.entrypoints.worker import create_worker
from services.questions.settings import Settings
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.messaging import Worker
from shared.settings import ServiceSettings
from tests.questions.house import House, MakeHouse
from tests.questions.rules import hue

Make = Callable[..., ServiceSettings]


@asynccontextmanager
async def working(house: House, make: Make) -> AsyncIterator[Worker]:
    settings = make("questions")
    assert isinstance(settings, Settings)
    worker = create_worker(settings, database=house.database, clock=house.clock)
    async with worker.running():
        yield worker


async def quiet(house: House, worker: Worker) -> None:
    """Waits until nothing is under way at the clock's instant."""
    async with asyncio.timeout(30):
        while not await worker.idle(house.clock.now()):  # noqa: ASYNC110 - the worker has no event for it
            await asyncio.sleep(0.05)


async def publish(house: House, js: JetStreamContext, event: Event) -> None:
    headers = cloudevents.headers(event, event_id=uuid7(), time=house.clock.now(), province_code="46")
    await js.publish(event.type_name(), registry.encode(event), headers=headers)


async def test_what_identity_says_on_the_bus_lets_a_reporter_ask(
    make_house: MakeHouse, streams: JetStreamContext, service_settings: Make
) -> None:
    house = make_house()
    await house.furnish()
    await house.database.fetch("DELETE FROM reporters")
    async with working(house, service_settings) as worker:
        await publish(house, streams, house.verified())
        await quiet(house, worker)
    await house.ask()


async def test_events_and_deadlines_reach_the_stream_in_order_and_once(
    house: House, streams: JetStreamContext, service_settings: Make
) -> None:
    async with working(house, service_settings) as worker:
        question = await house.ask(addressed_agency_id=str(house.agency))
        house.clock.set(hue("2026-09-29 00:00"))
        await quiet(house, worker)
    info = await streams.stream_info("questions")
    assert info.state.messages == 4
    subjects = []
    for sequence in range(info.state.first_seq, info.state.last_seq + 1):
        message = await streams.get_msg("questions", sequence)
        subjects.append(message.subject)
        assert message.headers is not None
        assert message.headers["ce-subject"] == question["id"]
    assert subjects == [
        "questions.question.submitted.v1",
        "questions.question.routed.v1",
        "questions.deadline.approaching.v1",
        "questions.deadline.breached.v1",
    ]
