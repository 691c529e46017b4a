"""The API offers no operation and pretends none; its probes tell the truth."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from services.events.entrypoints.api import create_api
from services.events.settings import Settings
from shared.persistence import Database
from shared.settings import ServiceSettings

NOWHERE = Settings(
    database_url="postgresql://nobody@127.0.0.1:9/nothing",
    nats_url="nats://127.0.0.1:9",
    public_url="http://127.0.0.1:8000",
    jwks_url="http://127.0.0.1:9/jwks.json",
)


def client_of(settings: ServiceSettings, database: Database | None = None) -> httpx.AsyncClient:
    assert isinstance(settings, Settings)
    app: Any = create_api(settings, database=database)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000")


@pytest.fixture
async def api(
    servers: object,
    service_settings: Callable[[str], ServiceSettings],
    database: Callable[[str], Database],
) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(service_settings("events"), database("events")) as client:
        yield client


async def test_without_a_database_it_is_alive_and_not_ready() -> None:
    async with client_of(NOWHERE) as client:
        assert (await client.get("/events/livez")).status_code == 200
        answer = await client.get("/events/readyz")
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_what_does_not_exist_is_a_problem_document(api: httpx.AsyncClient) -> None:
    answer = await api.get("/events/v1/anything")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["type"].startswith("urn:caunoi:problem:")


async def test_with_its_database_it_is_ready(api: httpx.AsyncClient) -> None:
    assert (await api.get("/events/readyz")).status_code == 200


async def test_it_describes_itself_as_having_no_operation(api: httpx.AsyncClient) -> None:
    document = (await api.get("/events/openapi.json")).json()
    assert document["openapi"].startswith("3.")
    assert not document.get("paths")


async def test_its_metrics_are_in_the_format_of_prometheus(api: httpx.AsyncClient) -> None:
    answer = await api.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
