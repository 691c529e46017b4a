"""The five services in this process behind one real HTTP server, on the test servers, with VNeID beside."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx
import uvicorn

from deploy.local.environment import environment
from deploy.local.front import Origin
from deploy.local.keyring import Keyring
from deploy.local.place import Place
from deploy.local.preparation import QUESTIONS
from deploy.local.seed.identity import seed_files, super_app
from deploy.local.servers import SERVICES
from deploy.local.simulation import Simulator
from deploy.local.simulators.person import SuperApp
from deploy.local.start_page import Facts
from deploy.local.suite import Suite, build
from deploy.pilot.conductor import Conductor
from services.identity.entrypoints.seed import seed as seed_identity
from services.identity.settings import Settings as IdentitySettings
from services.questions.entrypoints.seed import seed as seed_questions
from services.questions.settings import Settings as QuestionsSettings
from shared.clock import ClockReading, FileClock, write_clock
from shared.settings import load
from shared.telemetry import log_json
from tests.serving import listener
from tests.settings import Reachable

T = TypeVar("T")
_READY_SECONDS = 30
BEGINS = datetime(2026, 8, 17, 1, 0, tzinfo=UTC)
"""Monday, 08:00 in the province."""


@dataclass(frozen=True)
class Ground:
    """What a suite stands on: servers, migrated databases, a folder of its own, who takes its spans.

    `changes` are settings, for all services; a PUBLIC_URL among them is that of a gateway in front.
    """

    servers: Reachable
    database_urls: Mapping[str, str]
    folder: Path
    otlp_endpoint: str
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """The running suite as tests meet it."""

    url: str
    http: httpx.AsyncClient
    backend: SuperApp
    suite: Suite
    environ: Mapping[str, Mapping[str, str]]
    clock_file: Path
    log: StringIO

    def now(self) -> datetime:
        """The instant that the suite sees."""
        return FileClock(self.clock_file).now()

    async def counters(self, service: str) -> str:
        """What the service's own process counts, which its origin shows to nobody."""
        transport = httpx.ASGITransport(cast("Any", self.suite.parts[service].api))
        async with httpx.AsyncClient(transport=transport, base_url=self.url) as own:
            return (await own.get("/metrics")).text

    async def at_rest(self) -> None:
        """Wait until everything said has been handled and every sweep has run at the present instant."""
        await Conductor(self.clock_file, self.http).settle(self.now())

    async def move(self, instant: datetime) -> None:
        """Hold the clock at a later instant, and wait until the suite is at rest there."""
        write_clock(self.clock_file, ClockReading(held=instant))
        await self.at_rest()


@asynccontextmanager
async def standing(ground: Ground, begins: datetime) -> AsyncIterator[Stage]:
    """The suite, ready, its clock held at `begins`; gone with the block."""
    listening = listener()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    clock_file = ground.folder / "clock.json"
    write_clock(clock_file, ClockReading(held=begins))
    keyring = Keyring(ground.folder / "secrets")
    public_url = ground.changes.get("PUBLIC_URL", url)
    with _vneid(Place(ground.folder, None), keyring, public_url) as simulator, _logged() as log:
        environ = {name: _told(ground, name, keyring, url, simulator.url) for name in SERVICES}
        await _seed(environ, keyring)
        clock = FileClock(clock_file)
        suite = Suite({name: build(name, told, clock) for name, told in environ.items()}, clock)
        simulator.wait()
        limits = httpx.Limits(max_connections=16)
        http = httpx.AsyncClient(base_url=url, timeout=30, limits=limits, trust_env=False)
        backend = super_app(keyring, issuer=simulator.url, public_url=public_url)
        async with suite.running(), _served(suite, listening, url), http:
            await _ready(suite)
            stage = Stage(url, http, backend, suite, environ, clock_file, log)
            await stage.at_rest()
            yield stage


@asynccontextmanager
async def in_one_task(context: AbstractAsyncContextManager[T]) -> AsyncIterator[T]:
    """Enters and leaves `context` in one task, as cancel scopes demand; a fixture's two halves run in two."""
    loop = asyncio.get_running_loop()
    entered, over = loop.create_future(), asyncio.Event()

    async def hold() -> None:
        async with context as value:
            entered.set_result(value)
            await over.wait()

    holder = asyncio.create_task(hold())
    await asyncio.wait([holder, entered], return_when=asyncio.FIRST_COMPLETED)
    try:
        if entered.done():
            yield entered.result()
    finally:
        over.set()
        await holder


def _told(ground: Ground, service: str, keyring: Keyring, url: str, vneid_url: str) -> dict[str, str]:
    values = environment(
        service,
        keyring,
        database_url=ground.database_urls[service],
        nats_url=ground.servers.nats_url,
        seed_file=ground.servers.nats_seed_files.get(service),
        vneid_url=vneid_url,
    )
    own = {
        "PUBLIC_URL": url,
        "JWKS_URL": f"{url}/identity/v1/jwks.json",
        "CLOCK": f"file:{ground.folder / 'clock.json'}",
        "OTLP_ENDPOINT": ground.otlp_endpoint,
    }
    return {**values, **own, **ground.changes}


async def _seed(environ: Mapping[str, Mapping[str, str]], keyring: Keyring) -> None:
    people = [str(file) for file in seed_files(keyring)]
    rules = [str(file) for file in sorted(QUESTIONS.glob("*.json"))]
    assert await seed_identity(load(IdentitySettings, environ["identity"]), people) == 0
    assert await seed_questions(load(QuestionsSettings, environ["questions"]), rules) == 0


@contextmanager
def _vneid(where: Place, keyring: Keyring, url: str) -> Iterator[Simulator]:
    simulator = Simulator(where, keyring, url)
    simulator.start()
    try:
        yield simulator
    finally:
        simulator.stop()


@contextmanager
def _logged() -> Iterator[StringIO]:
    """What the processes would write on standard error, beside what pytest captures."""
    root, written = logging.getLogger(), StringIO()
    before, level = root.handlers[:], root.level
    log_json("INFO")
    (ours,) = root.handlers
    assert isinstance(ours, logging.StreamHandler)
    ours.setStream(written)
    root.handlers = [*before, ours]
    try:
        yield written
    finally:
        root.removeHandler(ours)
        root.setLevel(level)


@asynccontextmanager
async def _served(suite: Suite, listening: socket.socket, url: str) -> AsyncIterator[None]:
    origin = Origin(suite, Facts(url, Path("data"), "postgres", "nats", "vneid"))
    # A live stream ends when its reader goes, not with the server: whoever stops must not wait for it.
    config = uvicorn.Config(
        origin,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await running
        listening.close()


async def _ready(suite: Suite) -> None:
    async with asyncio.timeout(_READY_SECONDS):
        while not all((await suite.ready()).values()):  # noqa: ASYNC110 - readiness has no event to wait for
            await asyncio.sleep(0.05)
