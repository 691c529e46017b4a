"""Receivers around the distribution service: real servers for webhooks and mail, and workers that send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

import msgspec
from aiohttp import web
from prometheus_client import CollectorRegistry
from standardwebhooks import Webhook

from deploy.local.processes import free_port
from deploy.local.simulators.smtp_sink import Sink, controller
from deploy.local.simulators.webhook_receiver import Received, Receiver
from services.distribution.adapters.unit_of_work import Office
from services.distribution.entrypoints.delivery_parts import delivery_senders
from services.distribution.settings import Settings
from shared.contracts.distribution import ReleasePublished
from shared.ids import uuid7
from tests.distribution.house import Headers, House

ALL_TOPICS = ["release.published", "release.corrected", "release.withdrawn", "answer.published"]
FAST = {
    "DELIVERY_RETRY_SECONDS": "0.2,0.4,0.8",
    "WEBHOOK_TIMEOUT_SECONDS": "2",
    "DELIVERY_LEASE_SECONDS": "20",
}


@asynccontextmanager
async def receiving() -> AsyncIterator[tuple[Receiver, str]]:
    """A webhook receiver on a real port, and its origin."""
    receiver = Receiver()
    runner = web.AppRunner(receiver.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield receiver, f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@contextmanager
def mailbox() -> Iterator[tuple[Sink, int]]:
    """A mail server on a real port."""
    sink = Sink()
    server = controller(sink, free_port())
    server.start()
    try:
        yield sink, server.port
    finally:
        server.stop()


@asynccontextmanager
async def sending(
    settings: Settings, office: Office, registry: CollectorRegistry | None = None
) -> AsyncIterator[None]:
    """The worker's senders, without its bus."""
    senders = delivery_senders(settings, office, registry or CollectorRegistry())
    tasks = [asyncio.create_task(_run(sender)) for sender in senders.background]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _run(sender: Callable[[Any], Awaitable[object]]) -> None:
    await sender(None)


async def until(done: Callable[[], Any], seconds: float = 15.0) -> None:
    """Waits for a condition, or an awaitable one."""

    async def poll() -> None:
        while True:
            found = done()
            if await found if asyncio.iscoroutine(found) else found:
                return
            await asyncio.sleep(0.02)

    await asyncio.wait_for(poll(), seconds)


def newsroom_admin(house: House, press_agency_id: UUID | None = None) -> Headers:
    """The administrator of a newsroom."""
    return house.issuer.bearer("newsroom_admin", press_agency_id=press_agency_id or house.newsroom)


def super_app(house: House) -> Headers:
    """The backend of the super-app, in its own name."""
    token = house.issuer.machine("webhooks:manage", client_id="super-app")
    return {"Authorization": f"Bearer {token}"}


async def endpoint(house: House, url: str, who: Headers | None = None, topics: Any = None) -> dict[str, Any]:
    """A registered webhook, with its secret."""
    body = {"url": url, "topics": topics or ALL_TOPICS}
    answer = await house.http.post("/webhook-endpoints", json=body, headers=who or super_app(house))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def publication(house: House, **changes: Any) -> ReleasePublished:
    """The event of a release that exists elsewhere."""
    event = ReleasePublished(
        aggregate_version=1,
        release_id=uuid7(),
        agency_id=house.agency,
        edition=1,
        code="TC-2026-000001",
        headline="Thành phố Huế mở thêm hai tuyến xe buýt",
        urgency="priority",
        embargoed_until=None,
        published_at=house.clock.now(),
        content_hash="0" * 64,
    )
    return msgspec.structs.replace(event, **changes)


def verified(received: Received, secret: str) -> Mapping[str, Any]:
    """The body, when the signature is right; raises otherwise."""
    return dict(Webhook(secret).verify(received.body, received.headers))


async def ledger(house: House, endpoint_id: str, who: Headers | None = None) -> list[dict[str, Any]]:
    """The endpoint's deliveries, oldest first."""
    address = f"/webhook-endpoints/{endpoint_id}/deliveries"
    answer = await house.http.get(address, headers=who or super_app(house))
    assert answer.status_code == 200, answer.text
    return list(reversed(answer.json()["items"]))


def settings_of(office_settings: Any, **changes: str) -> Settings:
    """Settings with short waiting times."""
    made = office_settings("distribution", **{**FAST, **changes})
    assert isinstance(made, Settings)
    return made
