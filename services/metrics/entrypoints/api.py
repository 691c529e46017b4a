"""The API process: figures over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.params import SkipValidation

from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from services.metrics.entrypoints.controllers import CONTROLLERS
from services.metrics.entrypoints.controllers.dependencies import Reads, reads_of
from services.metrics.settings import Settings
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
        service="metrics",
        settings=settings,
        database=connected,
        telemetry=Telemetry("metrics", settings),
        clock=told,
        controllers=[_routes(connected, told)],
        provide_uow=lambda: MetricsUnitOfWork(connected, told, settings.province_code),
        lifespan=[closing],
    )


def _routes(database: Database, clock: Clock) -> Router:
    every = reads_of(database)

    async def reads() -> Annotated[Reads, SkipValidation]:
        return every

    async def now() -> Annotated[datetime, SkipValidation]:
        return clock.now()

    return Router(
        "/",
        route_handlers=list(CONTROLLERS),
        dependencies={"reads": Provide(reads), "now": Provide(now)},
    )
