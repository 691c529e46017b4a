"""Services as processes of their own on the servers of the tests, started at the same time."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
import msgspec

from deploy.local.environment import environment
from deploy.local.processes import free_port
from services.identity.adapters.keys import SigningKeys
from shared.clock import ClockReading, write_clock
from tests.identity.house import House
from tests.settings import Reachable

Role = tuple[str, str]
"""A service, and `api`, `worker` or `serve`."""
_START_SECONDS = 90.0


class Processes:
    """What every process is told: the servers, the house's keys, and the house's instant as a held clock."""

    def __init__(self, house: House, servers: Reachable, urls: Mapping[str, str], folder: Path) -> None:
        self._house, self._servers, self._urls = house, servers, urls
        self._jwks, self._clock = folder / "jwks.json", folder / "clock.json"
        keys = SigningKeys.from_file(house.settings.signing_key_file)
        self._jwks.write_bytes(msgspec.json.encode(keys.public()))
        self.hold(house.clock.now())

    def hold(self, at: datetime) -> None:
        """From now on it is this instant, in the processes and in the house; never earlier than before."""
        self._house.clock.set(at)
        write_clock(self._clock, ClockReading(held=at))

    @asynccontextmanager
    async def running(self, roles: Iterable[Role]) -> AsyncIterator[dict[Role, httpx.AsyncClient]]:
        """All at once, ready; the clients are those of the APIs, or of the workers' probes."""
        async with AsyncExitStack() as until_the_end:
            started = {role: await until_the_end.enter_async_context(self._one(*role)) for role in roles}
            await asyncio.gather(*map(_ready, started.values()))
            yield started

    @asynccontextmanager
    async def _one(self, service: str, how: str) -> AsyncIterator[httpx.AsyncClient]:
        port, worker = free_port(), free_port()
        ports = {"API_HOST": "127.0.0.1", "API_PORT": str(port), "WORKER_PORT": str(worker)}
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            f"services.{service}",
            how,
            env={**os.environ, **self._told(service), **ports, "LOG_LEVEL": "ERROR"},
        )
        address = f"http://127.0.0.1:{worker if how == 'worker' else port}"
        try:
            async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=10) as http:
                yield http
        finally:
            running.terminate()
            await running.wait()

    def _told(self, service: str) -> dict[str, str]:
        values = environment(
            service,
            self._house.keyring,
            database_url=self._urls[service],
            nats_url=self._servers.nats_url,
            seed_file=self._servers.nats_seed_files.get(service),
            vneid_url=self._house.settings.vneid_issuer,
        )
        own = {"JWKS_URL": self._jwks.as_uri(), "CLOCK": f"file:{self._clock}", "RATE_LIMIT_PER_MINUTE": "0"}
        return {**values, **own}


async def _ready(http: httpx.AsyncClient) -> None:
    until = time.monotonic() + _START_SECONDS
    while not await _answers(http):
        assert time.monotonic() < until, http.base_url
        await asyncio.sleep(0.1)


async def _answers(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/readyz")).is_success
    except httpx.TransportError:
        return False
