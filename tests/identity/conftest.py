"""One VNeID simulator for the session, as a process of its own; a fresh identity service for each test."""

import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import msgspec
import pytest

from deploy.local import processes
from deploy.local.environment import PUBLIC_URL, VNEID_CLIENT_ID, VNEID_SECRET
from deploy.local.keyring import Keyring
from deploy.local.place import CHECKOUT
from deploy.local.seed.identity import seed_files, super_app
from deploy.local.simulators.register import RegisteredClient, issuer_at
from services.identity.entrypoints.api import create_api
from services.identity.entrypoints.seed import SeedFile, load
from services.identity.settings import Settings
from shared.clock import FixedClock
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.identity.house import House

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Vneid:
    """The running simulator."""

    issuer: str

    def control(self, **how: object) -> None:
        """How it shall behave from now on."""
        httpx.post(f"{self.issuer}/control", json=how, trust_env=False).raise_for_status()


@pytest.fixture(scope="session")
def vneid_process(keyring: Keyring) -> Iterator[Vneid]:
    """The simulator, with the clients of the local stack."""
    app = super_app(keyring, issuer="", public_url=PUBLIC_URL)
    callback = f"{PUBLIC_URL}/identity/v1/sign-in/callback"
    clients = [
        RegisteredClient(VNEID_CLIENT_ID, keyring.secret(VNEID_SECRET), (callback,)),
        RegisteredClient(app.vneid_id, app.vneid_secret, (app.redirect_uri,)),
    ]
    file = keyring.folder / "test-clients.json"
    file.write_bytes(msgspec.json.encode(clients))

    def program(port: int) -> processes.Program:
        module = ["-m", "deploy.local.simulators.vneid", "--port", str(port), "--clients", str(file)]
        environ = {"PYTHONPATH": str(CHECKOUT)}
        log = keyring.folder / "vneid.log"
        return processes.Program("vneid", [sys.executable, *module], log, environ=environ)

    def answers(port: int) -> bool:
        try:
            return httpx.get(f"{issuer_at(port)}/control", trust_env=False).is_success
        except httpx.TransportError:
            return False

    child, port = processes.start_listening(program, answers, 0, "Address already in use")
    yield Vneid(issuer_at(port))
    processes.stop(child, signal.SIGTERM)


@pytest.fixture
def vneid(vneid_process: Vneid) -> Iterator[Vneid]:
    """The simulator, well-behaved again after the test."""
    yield vneid_process
    vneid_process.control(mode="ok")


@pytest.fixture
async def house(
    emptied: None,
    servers: object,
    vneid: Vneid,
    keyring: Keyring,
    service_settings: Callable[..., ServiceSettings],
    database: Callable[[str], Database],
) -> AsyncIterator[House]:
    """Identity at 09:00 on Monday 2026-09-21, with the super-app and the first administrator."""
    settings = service_settings("identity", VNEID_ISSUER=vneid.issuer, RATE_LIMIT_PER_MINUTE="0")
    assert isinstance(settings, Settings)
    connected, clock = database("identity"), FixedClock(NOW)
    app = create_api(settings, database=connected, clock=clock)
    transport = httpx.ASGITransport(app=cast(Any, app))
    client = super_app(keyring, issuer=vneid.issuer, public_url=PUBLIC_URL)
    async with httpx.AsyncClient(
        mounts={PUBLIC_URL: transport}, base_url=PUBLIC_URL, trust_env=False
    ) as http:
        made = House(app, settings, connected, clock, client, keyring, http)
        for file in seed_files(keyring)[1:]:
            await load(msgspec.json.decode(file.read_bytes(), type=SeedFile), made.uow(), made.digests)
        yield made
