"""The notes API on the tests' own database, with tokens of an issuer of the test's own."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import msgspec
import pytest
from litestar import Litestar, Router
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.clock import FixedClock
from shared.persistence import Database, SqlUnitOfWork
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry
from shared.web.app import create_api
from tests.shared.web.notes import FailingController, NoteController
from tests.tokens import Issuer

ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    return Issuer(tmp_path)


@pytest.fixture
def spans() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def build(
    settings: ServiceSettings, store: Database, clock: FixedClock, issuer: Issuer, spans: InMemorySpanExporter
) -> Callable[..., Litestar]:
    """`build(rate_limit_per_minute=2)`: the API with some settings changed."""

    def of(**changes: object) -> Litestar:
        changed = msgspec.structs.replace(settings, **{"jwks_url": issuer.jwks_url, **changes})
        return create_api(
            service="notes",
            settings=changed,
            database=store,
            telemetry=Telemetry("notes", changed, exporter=spans),
            clock=clock,
            controllers=[Router("/", route_handlers=[NoteController, FailingController])],
            provide_uow=lambda: SqlUnitOfWork(store, clock),
        )

    return of


@pytest.fixture
async def api(build: Callable[..., Litestar]) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API that asks for English."""
    async with client_of(build()) as client:
        yield client


def client_of(app: Litestar) -> httpx.AsyncClient:
    """A client without a server between; failures of the app reach the test."""
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's types of scopes are its own
    return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"Accept-Language": "en"})
