"""The application factory: what every API of the suite has in common, around one service's controllers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from inspect import getclosurevars
from typing import Annotated, Any
from uuid import UUID

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.params import SkipValidation
from litestar.routes import HTTPRoute
from litestar.types import ControllerRouterHandler

from shared.clock import Clock
from shared.persistence import standing
from shared.persistence.engine import Database
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry
from shared.web import auth, conditional, docs, errors, health, openapi, problems
from shared.web.access import enforce, enforce_access
from shared.web.body import ApiRequest
from shared.web.edge import Edge
from shared.web.headers import ResponseHeaders
from shared.web.jwks import JwksSource, KeySource
from shared.web.limits import RateGuard
from shared.web.observe import RequestMetrics
from shared.web.tokens import TokenVerifier

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[Any]] | AbstractAsyncContextManager[Any]


_MANNERS: Mapping[str, Any] = {
    "exception_handlers": {Exception: errors.respond},
    "before_request": enforce,
    "request_class": ApiRequest,
    "request_max_body_size": problems.MAX_BODY,
    "openapi_config": None,
    "logging_config": None,
    "debug": False,
}
"""What no service differs in."""


class Security:
    """What the guards need, kept in the application's state."""

    def __init__(self, settings: ServiceSettings, database: Database, keys: KeySource | None) -> None:
        self.verifier = TokenVerifier(
            f"{settings.public_url}/identity/v1", keys or JwksSource(settings.jwks_url)
        )
        self.rate = RateGuard(settings.rate_limit_per_minute)
        self._database = database

    def standing(self, account_id: UUID, issued_at: float) -> Awaitable[standing.Standing]:
        """What a token of the account is worth, at most a second old."""
        return standing.of(self._database, account_id, issued_at)

    async def is_refused(self, account_id: UUID, issued_at: float) -> bool:
        """Whether the token has stopped counting since it was checked, for answers that go on for long."""
        return await self.standing(account_id, issued_at) is not standing.Standing.GOOD


def create_api(  # noqa: PLR0913 - keywords only; each is a seam that tests replace
    *,
    service: str,
    settings: ServiceSettings,
    database: Database,
    telemetry: Telemetry,
    clock: Clock,
    controllers: Sequence[ControllerRouterHandler],
    pages: Sequence[ControllerRouterHandler] = (),
    provide_uow: Callable[[], Any],
    lifespan: Sequence[Lifespan] = (),
    keys: KeySource | None = None,
    body_limits: Mapping[str, int] | None = None,
) -> Litestar:
    """One service's API: `controllers` below /<service>/v1; probes, metrics and documentation beside them.

    `pages` are for people and machines that cite them, so their addresses have no version.
    `body_limits` allow larger bodies, if the operation does too: at their exact path, or right under one
    that ends with a slash.
    Raises UnguardedOperation when an operation does not say who may call it.
    """
    dependencies = _dependencies(provide_uow)
    document = openapi.Document(service, controllers, dependencies)
    app = Litestar(
        route_handlers=[
            Router(f"/{service}/v1", route_handlers=list(controllers)),
            *pages,
            *health.probes(service, database, telemetry),
            *docs.pages(service, document),
        ],
        dependencies=dependencies,
        state=State({"security": Security(settings, database, keys), "clock": clock, "document": document}),
        lifespan=[_last_spans(telemetry), *lifespan],
        **_MANNERS,
    )
    enforce_access(app)
    _resolve_in_turn(app)
    _name_every_method(app)
    headers, metrics = ResponseHeaders(settings.public_url), RequestMetrics(telemetry.registry)
    app.asgi_handler = Edge(app.asgi_handler, telemetry.tracer, metrics, headers, body_limits)
    return app


def _last_spans(telemetry: Telemetry) -> Lifespan:
    """Spans wait in batches, and those of the last seconds would end with the process."""

    @asynccontextmanager
    async def flushing(_app: Litestar) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(telemetry.flush)

    return flushing


def _dependencies(provide_uow: Callable[[], Any]) -> dict[str, Provide]:
    async def uow() -> Annotated[Any, SkipValidation]:
        return provide_uow()

    return {
        "principal": Provide(auth.provide_principal),
        "visitor": Provide(auth.provide_visitor),
        "uow": Provide(uow),
        "expected_version": Provide(conditional.expected_version),
    }


def _resolve_in_turn(app: Litestar) -> None:
    """Dependencies one after another: Litestar's task group for independent ones costs more than they do."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [{one} for batch in model.dependency_batches for one in batch]


def _name_every_method(app: Litestar) -> None:
    """Litestar joins the handlers of an address one by one; its OPTIONS handler knows the first one only."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            handler, _ = route.route_handler_map["OPTIONS"]
            first = getclosurevars(handler.fn).nonlocals.get("self")
            if isinstance(first, HTTPRoute):
                first.methods = route.methods
