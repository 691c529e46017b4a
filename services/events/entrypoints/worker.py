"""The worker process: consumers, relay, probes."""

from functools import partial

from services.events.adapters.unit_of_work import EventsUnitOfWork
from services.events.entrypoints.subscribers import SUBSCRIPTIONS
from services.events.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Periodic, Worker
from shared.persistence import Database
from shared.web.idempotency import purge

PURGE_SECONDS = 3600.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database. It needs no signing key."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)
    return Worker(
        "events",
        settings,
        connected,
        SUBSCRIPTIONS,
        lambda: EventsUnitOfWork(connected, told, settings.province_code, settings.opens_before),
        [Periodic("idempotency-purge", PURGE_SECONDS, partial(purge, connected))],
        clock=told,
    )
