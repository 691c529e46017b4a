"""One run of the suite, from servers to the last request; what was started is stopped again, last first."""

import asyncio
import logging
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

import uvicorn

from deploy.local.front import Origin
from deploy.local.keyring import Keyring
from deploy.local.outside import Outside
from deploy.local.place import Place
from deploy.local.preparation import Prepared, prepare
from deploy.local.servers import Servers, start_servers
from deploy.local.simulation import Simulator
from deploy.local.start_page import Facts
from deploy.local.suite import Suite, build
from shared.clock import clock_from
from shared.process import spare_collector
from shared.telemetry import log_json

_WATCH_SECONDS = 1.0
_LAST_REQUESTS_SECONDS = 5


@dataclass(frozen=True)
class Plan:
    """Where and how to run; `began` is the monotonic instant at which the user asked."""

    where: Place
    url: str
    clock: str
    listener: socket.socket
    began: float


async def session(plan: Plan) -> None:
    """Start, serve until SIGINT or SIGTERM, stop."""
    stopping = _Stopping()
    with ExitStack() as stack:
        stack.enter_context(_log(plan.where))
        simulator = Simulator(plan.where, Keyring(plan.where.root / "secrets"), plan.url)
        stack.callback(simulator.stop)
        simulator.start()
        outside = Outside(plan.where)
        stack.callback(outside.stop)
        outside.start()
        servers = start_servers(plan.where)
        stack.callback(servers.stop)
        with suppress(asyncio.CancelledError):
            prepared = await prepare(servers, public_url=plan.url, clock=plan.clock, vneid_url=simulator.url)
            simulator.wait()
            outside.wait()
            await _serve(plan, servers, simulator, outside.told(prepared), stopping)
        say("stopping ...")
    say("stopped; the data is kept")


async def _serve(
    plan: Plan, servers: Servers, simulator: Simulator, prepared: Prepared, stopping: "_Stopping"
) -> None:
    clock = clock_from(plan.clock)
    suite = Suite({name: build(name, environ, clock) for name, environ in prepared.items()}, clock)
    facts = Facts(plan.url, plan.where.root, servers.postgres.place_on_net, servers.nats_url, simulator.url)
    config = uvicorn.Config(
        Origin(suite, facts),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_REQUESTS_SECONDS,
    )
    web = _Web(config)
    async with suite.running():
        spare_collector()
        stopping.ask(web)
        others = [asyncio.create_task(_watch(servers)), asyncio.create_task(_announce(plan, suite))]
        try:
            await web.serve(sockets=[plan.listener])
        finally:
            for task in others:
                task.cancel()


class _Web(uvicorn.Server):
    """uvicorn, without its own idea of signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Stopping:
    """The first signal ends start-up, or lets the last requests finish; the second does not wait for them."""

    def __init__(self) -> None:
        self._web: _Web | None = None
        self._task = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._stop)

    def ask(self, web: _Web) -> None:
        """From now on it is the web server that a signal stops."""
        self._web = web

    def _stop(self) -> None:
        if self._web is not None:
            self._web.force_exit = self._web.should_exit
            self._web.should_exit = True
        elif self._task is not None:
            self._task.cancel()


async def _announce(plan: Plan, suite: Suite) -> None:
    """Say that the suite is ready when it is, not when its port is open."""
    while not all((await suite.ready()).values()):  # noqa: ASYNC110 - readiness has no event to wait for
        await asyncio.sleep(0.05)
    say(f"Cầu Nối: {plan.url}   (ready after {time.monotonic() - plan.began:.1f} s)")
    say(f"data, secrets and logs: {plan.where.root}")
    say("Ctrl-C or `make stop` ends it; `make clean` forgets its data")


async def _watch(servers: Servers) -> None:
    """A server that ended by itself is started again on its port; services wait for it meanwhile.

    Not in another thread: the kernel would take that thread's end for the end of the parent.
    """
    while True:
        await asyncio.sleep(_WATCH_SECONDS)
        for server in (servers.postgres, servers.nats):
            if not server.alive:
                say(f"{type(server).__name__} ended; starting it again")
                server.start()


@contextmanager
def _log(where: Place) -> Iterator[None]:
    """The services' JSON lines go to a file, the terminal is for the person at it."""
    with (where.folder("log") / "suite.log").open("a", encoding="utf-8") as file:
        log_json("INFO")
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(file)
        yield
        logging.shutdown()


def say(line: str) -> None:
    """One line for the person at the terminal, also when it goes to a file or a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
