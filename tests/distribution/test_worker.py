"""The worker on a real bus, with no more permissions than the service has."""

import asyncio
from collections.abc import Callable
from uuid import UUID

from nats.js import JetStreamContext

from services.distribution.entrypoints.worker import create_worker
from services.distribution.settings import Settings
from shared.clock import RealClock
from shared.contracts import cloudevents, registry
from shared.contracts.golden import example
from shared.contracts.identity import AccreditationSuspended
from shared.ids import uuid7
from shared.persistence import Database, standing
from shared.settings import ServiceSettings

NAME = AccreditationSuspended.type_name()


async def suspended(database: Database, account_id: UUID) -> None:
    """Returns when the account is suspended in `database`."""
    standing.forget(database)
    while not await standing.is_suspended(database, account_id):
        await asyncio.sleep(0.05)
        standing.forget(database)


async def test_a_suspension_published_by_identity_bites_here(
    servers: object,
    streams: JetStreamContext,
    service_settings: Callable[[str], ServiceSettings],
    database: Callable[[str], Database],
) -> None:
    settings, own = service_settings("distribution"), database("distribution")
    event = registry.decode(NAME, example(NAME))
    assert isinstance(settings, Settings)
    assert isinstance(event, AccreditationSuspended)
    headers = cloudevents.headers(event, event_id=uuid7(), time=RealClock().now(), province_code="46")
    worker = create_worker(settings, database=own)
    async with worker.running():
        await streams.publish(NAME, example(NAME), headers=headers)
        await asyncio.wait_for(suspended(own, event.account_id), 20)
        assert await worker.ready()
