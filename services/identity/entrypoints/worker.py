"""The worker process: relay, probes, and the purge of what sign-ins leave behind."""

from collections.abc import Callable
from functools import partial

from services.identity.adapters.clients import purge_access
from services.identity.adapters.failures import purge_failures
from services.identity.adapters.unit_of_work import IdentityUnitOfWork
from services.identity.adapters.vneid import purge_attempts
from services.identity.application.handlers import retire_unused, tell_overdue_entries, tell_overdue_requests
from services.identity.application.handlers.protection import SWEEP
from services.identity.entrypoints.duties import DutyGauge
from services.identity.entrypoints.subscribers import SUBSCRIPTIONS
from services.identity.entrypoints.upkeep import press_upkeep
from services.identity.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Periodic, Worker
from shared.persistence import Database
from shared.persistence.audit import link
from shared.telemetry import Telemetry
from shared.web.idempotency import purge

PURGE_SECONDS = 3600.0
LINK_SECONDS = 2.0
SWEEP_SECONDS = 60.0
GAUGE_SECONDS = 30.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database. It needs no key but to look people up."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)
    uow = partial(IdentityUnitOfWork, connected, told, settings.province_code)
    telemetry = Telemetry("identity", settings)
    gauge = DutyGauge(telemetry.registry, connected, told)
    periodic = [
        *_purges(connected),
        *_sweeps(uow),
        Periodic("duty-gauge", GAUGE_SECONDS, gauge.look),
        *press_upkeep(settings, connected, uow),
        Periodic("audit-link", LINK_SECONDS, partial(link, connected)),
    ]
    return Worker(
        "identity", settings, connected, SUBSCRIPTIONS, uow, periodic, telemetry=telemetry, clock=told
    )


def _purges(database: Database) -> list[Periodic]:
    return [
        Periodic("failure-purge", PURGE_SECONDS, partial(purge_failures, database)),
        Periodic("access-purge", PURGE_SECONDS, partial(purge_access, database)),
        Periodic("attempt-purge", PURGE_SECONDS, partial(purge_attempts, database)),
        Periodic("idempotency-purge", PURGE_SECONDS, partial(purge, database)),
    ]


def _sweeps(uow: Callable[[], IdentityUnitOfWork]) -> list[Periodic]:
    return [
        Periodic("data-request-sweep", SWEEP_SECONDS, partial(_drain, uow)),
        Periodic("directory-sweep", SWEEP_SECONDS, partial(_tell_entries, uow)),
        Periodic("retention", PURGE_SECONDS, partial(retire_unused, uow)),
    ]


async def _drain(uow: Callable[[], IdentityUnitOfWork]) -> None:
    """Batch after batch, each its own transaction, until nothing is overdue."""
    while await tell_overdue_requests(uow()) == SWEEP:
        pass


async def _tell_entries(uow: Callable[[], IdentityUnitOfWork]) -> None:
    """Batch after batch until nobody is overdue; claimed from the rows, so that a kill loses none."""
    while await tell_overdue_entries(uow()):
        pass
