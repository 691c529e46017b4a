"""The API process: questions over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.params import SkipValidation

from services.questions.adapters.case_queries import SqlCaseQueries
from services.questions.adapters.incidents.queries import SqlIncidentReads
from services.questions.adapters.public_queries import PublicQueries
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import Office
from services.questions.entrypoints.attachment_parts import UPLOADS, file_dependencies
from services.questions.entrypoints.controllers import CONTROLLERS, SITE
from services.questions.entrypoints.desk_parts import desk_parts
from services.questions.settings import Settings
from shared.clock import Clock, clock_from
from shared.persistence import Database
from shared.telemetry import Telemetry
from shared.web import app
from shared.web.audit import audit_log


def create_api(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Litestar:
    """The API; a `database` that is handed in stays open when the app stops."""
    connected = database or Database(settings.database_url)
    office = Office(
        connected,
        clock or clock_from(settings.clock),
        province_code=settings.province_code,
        addressing=settings.addressed_questions,
        practice=settings.practice,
    )

    @asynccontextmanager
    async def closing(_app: Litestar) -> AsyncIterator[None]:
        yield
        if database is None:
            await connected.close()

    return app.create_api(
        service="questions",
        settings=settings,
        database=connected,
        telemetry=Telemetry("questions", settings),
        clock=office.clock,
        controllers=[_routes(settings, office)],
        pages=[Router("/", route_handlers=list(SITE), dependencies=_site(connected, settings.public_url))],
        provide_uow=office.unit,
        lifespan=[closing],
        body_limits={UPLOADS: settings.attachment_max_bytes},
    )


def _routes(settings: Settings, office: Office) -> Router:
    reads = SqlQueries(office.database, office.rulebook)
    files = SqlCaseQueries(office.database)

    async def queries() -> Annotated[SqlQueries, SkipValidation]:
        return reads

    async def case() -> Annotated[SqlCaseQueries, SkipValidation]:
        return files

    incidents = SqlIncidentReads(office.database)

    async def incident_reads() -> Annotated[SqlIncidentReads, SkipValidation]:
        return incidents

    async def now() -> Annotated[datetime, SkipValidation]:
        return office.clock.now()

    return Router(
        "/",
        route_handlers=[*CONTROLLERS, audit_log(office.database)],
        dependencies={
            "queries": Provide(queries),
            "reads": Provide(incident_reads),
            "case": Provide(case),
            "now": Provide(now),
            **_site(office.database, settings.public_url),
            **file_dependencies(settings, office),
            **desk_parts(office, reads),
        },
    )


def _site(database: Database, public_url: str) -> dict[str, Provide]:
    """What is public, and where it stands."""
    reads = PublicQueries(database)

    async def site() -> Annotated[PublicQueries, SkipValidation]:
        return reads

    async def base() -> Annotated[str, SkipValidation]:
        return public_url

    return {"site": Provide(site), "base": Provide(base)}
