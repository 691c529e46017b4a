"""The worker process: consumers, relay, probes."""

from services.events.adapters.unit_of_work import EventsUnitOfWork
from services.events.entrypoints.subscribers import SUBSCRIPTIONS
from services.events.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Worker
from shared.persistence import Database


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)
    return Worker(
        "events",
        settings,
        connected,
        SUBSCRIPTIONS,
        lambda: EventsUnitOfWork(connected, told, settings.province_code),
        clock=told,
    )
