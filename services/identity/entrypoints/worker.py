"""The worker process: relay, probes, and the purge of what sign-ins leave behind."""

from functools import partial

from services.identity.adapters.clients import purge_access
from services.identity.adapters.failures import purge_failures
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.adapters.vneid import purge_attempts
from services.identity.entrypoints.subscribers import SUBSCRIPTIONS
from services.identity.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Periodic, Worker
from shared.persistence import Database
from shared.persistence.audit import link
from shared.web.idempotency import purge

PURGE_SECONDS = 3600.0
LINK_SECONDS = 2.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database. It needs none of the keys."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)
    return Worker(
        "identity",
        settings,
        connected,
        SUBSCRIPTIONS,
        lambda: IdentityUnitOfWork(connected, told, settings.province_code),
        [
            Periodic("failure-purge", PURGE_SECONDS, partial(purge_failures, connected)),
            Periodic("access-purge", PURGE_SECONDS, partial(purge_access, connected)),
            Periodic("attempt-purge", PURGE_SECONDS, partial(purge_attempts, connected)),
            Periodic("audit-link", LINK_SECONDS, partial(link, connected)),
            Periodic("idempotency-purge", PURGE_SECONDS, partial(purge, connected)),
        ],
        clock=told,
    )
