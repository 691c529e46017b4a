"""The API process: releases over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.params import SkipValidation

from services.distribution.adapters.queries.releases import SqlReleaseQueries
from services.distribution.adapters.unit_of_work import Office
from services.distribution.entrypoints.controllers import CONTROLLERS
from services.distribution.entrypoints.delivery_parts import delivery_dependencies
from services.distribution.entrypoints.parts import office_of
from services.distribution.settings import Settings
from shared.clock import Clock
from shared.persistence import Database
from shared.telemetry import Telemetry
from shared.web import app


def create_api(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Litestar:
    """The API; a `database` that is handed in stays open when the app stops."""
    office = office_of(settings, database, clock)

    @asynccontextmanager
    async def closing(_app: Litestar) -> AsyncIterator[None]:
        yield
        if database is None:
            await office.database.close()

    return app.create_api(
        service="distribution",
        settings=settings,
        database=office.database,
        telemetry=Telemetry("distribution", settings),
        clock=office.clock,
        controllers=[_routes(settings, office)],
        provide_uow=office.unit,
        lifespan=[closing],
    )


def _routes(settings: Settings, office: Office) -> Router:
    reads = SqlReleaseQueries(office.database)

    async def queries() -> Annotated[SqlReleaseQueries, SkipValidation]:
        return reads

    async def now() -> Annotated[datetime, SkipValidation]:
        return office.clock.now()

    return Router(
        "/",
        route_handlers=list(CONTROLLERS),
        dependencies={
            "queries": Provide(queries),
            "now": Provide(now),
            **delivery_dependencies(settings, office),
        },
    )
