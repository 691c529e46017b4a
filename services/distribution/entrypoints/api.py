"""The API process: releases, their log and what newsrooms are told of them, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar, Router

from services.distribution.adapters.unit_of_work import Office
from services.distribution.entrypoints.controllers import CONTROLLERS
from services.distribution.entrypoints.delivery_parts import delivery_dependencies
from services.distribution.entrypoints.media_parts import UPLOAD_PATH, media_dependencies
from services.distribution.entrypoints.parts import office_of
from services.distribution.entrypoints.release_parts import release_dependencies
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
        body_limits={UPLOAD_PATH: settings.media_max_bytes},
    )


def _routes(settings: Settings, office: Office) -> Router:
    return Router(
        "/",
        route_handlers=list(CONTROLLERS),
        dependencies={
            **release_dependencies(settings, office),
            **media_dependencies(settings, office),
            **delivery_dependencies(settings, office),
        },
    )
