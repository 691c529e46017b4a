"""The worker process: consumers, relay, what is due, probes."""

from functools import partial

from services.distribution.application.handlers.releasing import fire_due
from services.distribution.entrypoints.delivery_parts import delivery_senders
from services.distribution.entrypoints.parts import office_of
from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS
from services.distribution.settings import Settings
from shared.clock import Clock
from shared.messaging import Periodic, Worker
from shared.persistence import Database
from shared.telemetry import Telemetry
from shared.web.idempotency import purge

FIRE_SECONDS = 1.0
"""How late a scheduled or embargoed release may become public; it never does early."""
PURGE_SECONDS = 3600.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database."""
    office = office_of(settings, database, clock)
    telemetry = Telemetry("distribution", settings)
    senders = delivery_senders(settings, office, telemetry.registry)
    return Worker(
        "distribution",
        settings,
        office.database,
        SUBSCRIPTIONS,
        office.unit,
        [
            Periodic("due-releases", FIRE_SECONDS, partial(fire_due, office.unit)),
            Periodic("idempotency-purge", PURGE_SECONDS, partial(purge, office.database)),
        ],
        background=senders.background,
        busy=senders.busy,
        clock=office.clock,
        telemetry=telemetry,
    )
