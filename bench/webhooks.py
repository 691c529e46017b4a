"""A release told to 1,000 webhooks, 5 % of which fail: through the worker, beside two bare loops."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import msgspec

from bench.bare_webhooks import kept_posts, posts
from bench.figure import Figure, middle, percentile
from bench.stack import Stack, answering, free_port, process, stack
from services.distribution.adapters.webhooks.secrets import FernetSealer, new_secret
from services.distribution.domain.model.endpoints import Endpoint, Receiver, Topic
from services.distribution.entrypoints.parts import office_of
from services.distribution.settings import Settings
from shared.clock import RealClock
from shared.contracts import cloudevents, registry
from shared.contracts.distribution import ReleasePublished
from shared.ids import uuid7
from shared.settings import load

ENDPOINTS, FAILING, SILENT, ROUNDS = 1000, 25, 25, 3
RELEASES = 3
"""Published at once, so that each endpoint has as many to be told one after another."""
WELL = ENDPOINTS - FAILING - SILENT
RETRY_SECONDS = 2.0
_PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Taken:
    """What the receiver says."""

    taken: int
    last: float
    tried: Sequence[Sequence[float]]


async def measure() -> list[Figure]:
    """Deliveries a second of the healthy ones in turn with the floor; how late others are retried."""
    port = free_port()
    receiver = ["-m", "uvicorn", "bench.floors.receiver:app", "--port", str(port), "--no-access-log"]
    # Longer than the pauses between rounds: the bare loop would write to a connection that is being closed.
    receiver += ["--timeout-keep-alive", "60"]
    origin = f"http://127.0.0.1:{port}"
    async with stack(["distribution"]) as place, aiohttp.ClientSession(origin) as http:
        with process([*receiver, "--log-level", "warning"], {}):
            await answering(f"{origin}/alive")
            secrets = await _register(place, origin)
            async with _worker(place):
                ours, bare, kept, late = list[float](), list[float](), list[float](), list[float]()
                numbers, body = [*range(WELL)] * RELEASES, registry.encode(_event()).decode()
                for _ in range(ROUNDS):
                    bare.append(await posts(http, secrets, numbers, body))
                    kept.append(await kept_posts(place, http, secrets, numbers, body))
                    rate, lateness = await _told(place, http)
                    ours.append(rate)
                    late += lateness
    return _figures(middle(ours), middle(kept), middle(bare), percentile(late, 0.99))


def _figures(value: float, kept: float, bare: float, slow: float) -> list[Figure]:
    told, unit = "webhooks, to 950 healthy of 1,000", "deliveries/s"
    note = f"{FAILING} answer 500, {SILENT} not at all"
    return [
        Figure(told, value, unit, kept, ">= 0.5 of the floor", value >= 0.5 * kept, note),
        Figure("webhooks, floor of posts alone", value, unit, bare, "printed beside it"),
        Figure("webhooks, retried late by, p99", slow, "ms", None, "< 1000 ms", slow < 1000),
    ]


async def _register(place: Stack, origin: str) -> list[str]:
    """An endpoint each for as many machine clients; the secrets of the healthy ones."""
    settings = load(Settings, place.environment("distribution"))
    office = office_of(settings, None, RealClock())
    sealer = FernetSealer.from_file(str(settings.delivery_key_file))
    kinds = [*["well"] * WELL, *["failing"] * FAILING, *["silent"] * SILENT]
    secrets = [new_secret() for _ in kinds]
    async with office.unit() as uow:
        for number, (kind, secret) in enumerate(zip(kinds, secrets, strict=True)):
            endpoint = Endpoint(
                id=uuid7(),
                receiver=Receiver(client_id=f"bench-{number}"),
                url=f"{origin}/{kind}/{number}",
                topics=(Topic.RELEASE_PUBLISHED,),
                sealed_secret=sealer.seal(secret),
                created_at=uow.now(),
            )
            await uow.endpoints.add(endpoint)
    await office.database.close()
    return secrets[:WELL]


@asynccontextmanager
async def _worker(place: Stack) -> AsyncIterator[None]:
    port = free_port()
    told = place.environment(
        "distribution",
        API_HOST="127.0.0.1",
        WORKER_PORT=str(port),
        LOG_LEVEL="ERROR",
        DELIVERY_RETRY_SECONDS=f"{RETRY_SECONDS}",
        WEBHOOK_TIMEOUT_SECONDS="2",
    )
    with process(["-m", "services.distribution", "worker"], told):
        await answering(f"http://127.0.0.1:{port}/readyz")
        yield


async def _told(place: Stack, http: aiohttp.ClientSession) -> tuple[float, list[float]]:
    """From the events on the bus to the last healthy one; the milliseconds beyond the waiting time."""
    await http.post("/reset")
    begun = time.time()
    for event in [_event() for _ in range(RELEASES)]:
        headers = cloudevents.headers(event, event_id=uuid7(), time=event.published_at, province_code="46")
        await place.js.publish(event.type_name(), registry.encode(event), headers=headers)
    found = await _until(http, lambda seen: seen.taken == RELEASES * WELL)
    rate = RELEASES * WELL / (found.last - begun)
    found = await _until(http, _all_tried_twice)
    # Those that never answer are given up before the next round.
    await asyncio.sleep(RETRY_SECONDS + 3)
    return rate, [(times[1] - times[0] - RETRY_SECONDS) * 1000 for times in found.tried]


async def _until(http: aiohttp.ClientSession, enough: Callable[[Taken], bool]) -> Taken:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            async with http.get("/state") as answer:
                found = msgspec.json.decode(await answer.read(), type=Taken)
            if enough(found):
                return found
            await asyncio.sleep(0.05)


def _all_tried_twice(found: Taken) -> bool:
    return len(found.tried) == FAILING and all(len(times) >= 2 for times in found.tried)


def _event() -> ReleasePublished:
    return ReleasePublished(
        aggregate_version=1,
        release_id=uuid7(),
        agency_id=uuid7(),
        edition=1,
        code="TC-2026-000001",
        headline="Thành phố Huế mở thêm hai tuyến xe buýt",
        urgency="priority",
        embargoed_until=None,
        published_at=datetime.now(UTC),
        content_hash="0" * 64,
    )
