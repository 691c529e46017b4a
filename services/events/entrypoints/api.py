"""The API process: no operation yet, and the probes, metrics and documentation that every API has."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar

from services.events.adapters.unit_of_work import EventsUnitOfWork
from services.events.entrypoints.controllers import CONTROLLERS
from services.events.settings import Settings
from shared.clock import Clock, clock_from
from shared.persistence import Database
from shared.telemetry import Telemetry
from shared.web import app


def create_api(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Litestar:
    """The API; a `database` that is handed in stays open when the app stops."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)

    @asynccontextmanager
    async def closing(_app: Litestar) -> AsyncIterator[None]:
        yield
        if database is None:
            await connected.close()

    return app.create_api(
        service="events",
        settings=settings,
        database=connected,
        telemetry=Telemetry("events", settings),
        clock=told,
        controllers=CONTROLLERS,
        provide_uow=lambda: EventsUnitOfWork(connected, told, settings.province_code),
        lifespan=[closing],
    )
