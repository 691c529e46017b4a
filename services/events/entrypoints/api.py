"""The API process: press events, invitations, passes and doors over HTTP, and their pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.params import SkipValidation

from services.events.entrypoints.controllers import CONTROLLERS
from services.events.entrypoints.parts import Parts
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
    built = Parts.build(settings, connected, clock or clock_from(settings.clock))

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
        clock=built.clock,
        controllers=[_routes(built)],
        provide_uow=built.uow,
        lifespan=[closing],
    )


def _routes(built: Parts) -> Router:
    async def parts() -> Annotated[Parts, SkipValidation]:
        return built

    return Router("/", route_handlers=list(CONTROLLERS), dependencies={"parts": Provide(parts)})
