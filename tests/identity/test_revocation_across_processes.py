"""An ended appointment refuses its tokens in other services' processes, within five seconds."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from pathlib import Path

import httpx
import msgspec
from nats.js import JetStreamContext

from deploy.local.environment import environment
from deploy.local.processes import free_port
from services.identity.adapters.keys import SigningKeys
from shared.contracts.identity import AccessRevoked
from tests.identity.house import OFFICER, House, problem
from tests.settings import Reachable

DOORS = {"questions": "/questions/v1/questions", "metrics": "/metrics/v1/overview"}
LIMIT_SECONDS = 5.0
_START_SECONDS = 90.0


def test_every_other_service_listens() -> None:
    for service in ("questions", "distribution", "events", "metrics"):
        listed = import_module(f"services.{service}.entrypoints.subscribers").SUBSCRIPTIONS
        assert AccessRevoked in [getattr(one, "event", None) for one in listed], service


@asynccontextmanager
async def _process(service: str, how: str, told: Mapping[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """A process of the service, ready, and a client of its API or of its probes."""
    port, worker = free_port(), free_port()
    ports = {"API_HOST": "127.0.0.1", "API_PORT": str(port), "WORKER_PORT": str(worker)}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"services.{service}",
        how,
        env={**os.environ, **told, **ports, "LOG_LEVEL": "ERROR"},
    )
    address = f"http://127.0.0.1:{worker if how == 'worker' else port}"
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=10) as http:
        try:
            until = time.monotonic() + _START_SECONDS
            while not await _ready(http):
                assert time.monotonic() < until
                await asyncio.sleep(0.1)
            yield http
        finally:
            running.terminate()
            await running.wait()


async def _ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/readyz")).is_success
    except httpx.TransportError:
        return False


def _told(
    service: str, house: House, servers: Reachable, urls: Mapping[str, str], jwks_url: str
) -> dict[str, str]:
    values = environment(
        service,
        house.keyring,
        database_url=urls[service],
        nats_url=servers.nats_url,
        seed_file=servers.nats_seed_files.get(service),
        vneid_url=house.settings.vneid_issuer,
    )
    return {**values, "JWKS_URL": jwks_url}


async def test_an_ended_appointment_bites_in_other_processes_within_five_seconds(
    house: House,
    servers: Reachable,
    database_urls: Mapping[str, str],
    streams: JetStreamContext,
    tmp_path: Path,
) -> None:
    body = {"personal_identifier": OFFICER[0], "role": "leader"}
    appointment = await house.post("/appointments", body, house.bearer("administrator"))
    bearer = await house.signed_in(OFFICER)
    jwks = tmp_path / "jwks.json"
    jwks.write_bytes(msgspec.json.encode(SigningKeys.from_file(house.settings.signing_key_file).public()))

    def told(service: str) -> dict[str, str]:
        return _told(service, house, servers, database_urls, jwks.as_uri())

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(_process("identity", "worker", told("identity")))
        doors = {
            path: await stack.enter_async_context(_process(service, "serve", told(service)))
            for service, path in DOORS.items()
        }

        async def refused() -> list[str]:
            answers = [await http.get(path, headers=bearer) for path, http in doors.items()]
            return [problem(answer) for answer in answers if answer.status_code == 401]

        assert await refused() == []
        ended = time.monotonic()
        path = f"/appointments/{appointment['id']}/end"
        assert (await house.act(path, 1, house.bearer("administrator"))).status_code == 200
        while len(await refused()) < len(doors):
            assert time.monotonic() - ended < LIMIT_SECONDS
            await asyncio.sleep(0.1)
        assert await refused() == ["access-revoked"] * len(doors)
