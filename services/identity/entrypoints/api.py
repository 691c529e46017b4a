"""The HTTP door of identity."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from litestar import Litestar, Router, get
from litestar.di import Provide
from litestar.params import SkipValidation

from services.identity.adapters.queries import Queries
from services.identity.entrypoints.controllers import CONTROLLERS
from services.identity.entrypoints.controllers.press_import import IMPORT_BYTES, IMPORT_PATH
from services.identity.entrypoints.controllers.token_documents import metadata_of
from services.identity.entrypoints.parts import OwnKeys, Parts
from services.identity.settings import Settings
from shared.clock import Clock, clock_from
from shared.persistence import Database
from shared.telemetry import Telemetry
from shared.web.app import create_api as create_web_api
from shared.web.audit import audit_log
from shared.web.auth import public

METADATA = "/.well-known/oauth-authorization-server/identity"


def create_api(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Litestar:
    """The ASGI application; raises InvalidKeyFile. Closes the database only if it has opened it."""
    own = database is None
    found = database or Database(settings.database_url)
    parts = Parts.build(settings, found, clock or clock_from(settings.clock))
    app = create_web_api(
        service="identity",
        settings=settings,
        database=found,
        telemetry=Telemetry("identity", settings),
        clock=parts.clock,
        controllers=[
            Router("/", route_handlers=[*CONTROLLERS, audit_log(found)], dependencies=_dependencies(parts))
        ],
        provide_uow=parts.uow,
        body_limits={IMPORT_PATH: IMPORT_BYTES},
        lifespan=[_closing(found)] if own else [],
        keys=OwnKeys(parts.keys),
    )
    # The issuer has a path, so RFC 8414 section 3 puts it after the well-known part; the short form is ours.
    app.register(_metadata(METADATA, settings.issuer))
    app.register(_metadata(f"{METADATA}/v1", settings.issuer))
    return app


def _dependencies(parts: Parts) -> dict[str, Provide]:
    async def provide_parts() -> Annotated[Parts, SkipValidation]:
        return parts

    async def provide_queries() -> Annotated[Queries, SkipValidation]:
        return parts.queries

    return {"parts": Provide(provide_parts), "queries": Provide(provide_queries)}


def _metadata(path: str, issuer: str) -> Any:
    @get(path, guards=[public], include_in_schema=False)
    async def authorization_server() -> dict[str, Any]:
        return metadata_of(issuer)

    return authorization_server


def _closing(database: Database) -> Any:
    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await database.close()

    return lifespan


__all__ = ["METADATA", "create_api"]
