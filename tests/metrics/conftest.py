"""The metrics service on the tests' servers: its API, its worker, and a publisher of any event."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import httpx
import pytest
from nats.js import JetStreamContext

from services.metrics.entrypoints.api import create_api
from services.metrics.entrypoints.worker import create_worker
from services.metrics.settings import Settings
from shared.clock import FixedClock
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.messaging import Worker
from shared.persistence import Database
from tests.metrics.histories import NOW
from tests.metrics.waiting import until
from tests.tokens import Issuer

Publish = Callable[[Iterable[Event]], Awaitable[None]]


@pytest.fixture
def store(servers: object, database: Callable[[str], Database]) -> Database:
    return database("metrics")


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path)


@pytest.fixture
def settings(servers: object, service_settings: Callable[..., Settings], issuer: Issuer) -> Settings:
    return service_settings("metrics", JWKS_URL=issuer.jwks_url)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
async def api(store: Database, settings: Settings, clock: FixedClock) -> AsyncIterator[httpx.AsyncClient]:
    app = create_api(settings, database=store, clock=clock)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's types of scopes are its own
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000/metrics/v1") as client:
        yield client


@pytest.fixture
async def worker(settings: Settings, store: Database, streams: JetStreamContext) -> AsyncIterator[Worker]:
    """Runs; every event published is applied."""
    made = create_worker(settings, database=store, clock=FixedClock(NOW))
    async with made.running():
        await until(made.ready)
        yield made


@pytest.fixture
def publish(streams: JetStreamContext) -> Publish:
    """Says events as their publishers' relays would, each with a ce-id of its own."""

    async def say(events: Iterable[Event]) -> None:
        waiting = []
        for event in events:
            headers = cloudevents.headers(event, event_id=uuid7(), time=NOW, province_code="46")
            waiting.append(
                await streams.publish_async(event.type_name(), registry.encode(event), headers=headers)
            )
        await asyncio.gather(*waiting)

    return say
