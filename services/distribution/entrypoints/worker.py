"""The worker process: consumers, relay, probes."""

from services.distribution.adapters.unit_of_work import DistributionUnitOfWork
from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS
from services.distribution.settings import Settings
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
        "distribution",
        settings,
        connected,
        SUBSCRIPTIONS,
        lambda: DistributionUnitOfWork(connected, told, settings.province_code),
        clock=told,
    )
