"""The API's probes tell the truth, with a database and without."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from services.distribution.entrypoints.api import create_api
from services.distribution.settings import Settings
from shared.persistence import Database
from shared.settings import ServiceSettings, load


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
    async with client_of(service_settings("distribution"), database("distribution")) as client:
        yield client


async def test_without_a_database_it_is_alive_and_not_ready(tmp_path: Path) -> None:
    nowhere = environment(
        "distribution",
        Keyring(tmp_path / "secrets"),
        database_url="postgresql://nobody@127.0.0.1:9/nothing",
        nats_url="nats://127.0.0.1:9",
        seed_file=None,
        vneid_url="http://127.0.0.1:9",
    )
    async with client_of(load(Settings, nowhere)) as client:
        assert (await client.get("/distribution/livez")).status_code == 200
        answer = await client.get("/distribution/readyz")
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_what_does_not_exist_is_a_problem_document(api: httpx.AsyncClient) -> None:
    answer = await api.get("/distribution/v1/anything")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["type"].startswith("urn:caunoi:problem:")


async def test_with_its_database_it_is_ready(api: httpx.AsyncClient) -> None:
    assert (await api.get("/distribution/readyz")).status_code == 200


async def test_its_metrics_are_in_the_format_of_prometheus(api: httpx.AsyncClient) -> None:
    answer = await api.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
