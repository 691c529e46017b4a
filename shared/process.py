"""`python -m services.<name>`: one command line for all services."""

import argparse
import asyncio
import gc
import inspect
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn

import uvicorn
import uvloop

from shared.clock import clock_from
from shared.messaging.bus import BusAway
from shared.messaging.replay import parser as replay_parser
from shared.messaging.replay import replay_dead_letters
from shared.messaging.retry import reason
from shared.messaging.worker import Worker
from shared.persistence.engine import Database
from shared.persistence.errors import is_outage
from shared.persistence.migrations import migrate
from shared.settings import InvalidSettings, ServiceSettings, load
from shared.telemetry import log_json

Command = Callable[[Any, Sequence[str]], Awaitable[int | None] | int | None]
"""`(settings, arguments)`; what it returns is the exit status, nothing is success."""

_LAST_REQUESTS_SECONDS = 10


@dataclass(frozen=True)
class Service:
    """What the command line needs to know of a service."""

    name: str
    settings_type: type[ServiceSettings]
    create_api: Callable[..., Any]
    create_worker: Callable[..., Worker]
    migrations: str = ""
    """The package with the service's Alembic folder; `services.<name>` unless given."""
    commands: Mapping[str, Command] = field(default_factory=dict)


def server(app: Any, settings: ServiceSettings, port: int) -> uvicorn.Server:
    """One HTTP server; it believes X-Forwarded-For only from the proxies that the settings name."""
    # A live stream ends when its reader goes, not with the server, and must not hold a stop up.
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    quiet["timeout_graceful_shutdown"] = _LAST_REQUESTS_SECONDS
    proxies = settings.trusted_proxies
    return uvicorn.Server(
        uvicorn.Config(app, host=settings.api_host, port=port, forwarded_allow_ips=proxies, **quiet)
    )


def spare_collector() -> None:
    """Takes what is loaded by now out of the garbage collector's sight, and lets it look less often.

    Looking through every module again and again was a quarter of the CPU time of a small request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _serve(*servers: uvicorn.Server) -> None:
    """Serves until a signal; the first server hears it and the others stop with it."""
    spare_collector()
    first, *others = servers
    # serve() would take the signals away from the first server; what is under it does not.
    tasks = [asyncio.create_task(other._serve()) for other in others]
    try:
        await first.serve()
    finally:
        for other in others:
            other.should_exit = True
        await asyncio.gather(*tasks)


async def _api(service: Service, settings: ServiceSettings) -> int:
    async with _database(settings) as database:
        app = service.create_api(settings, database=database)
        await _serve(server(app, settings, settings.api_port))
    return 0


async def _worker(service: Service, settings: ServiceSettings) -> int:
    async with _database(settings) as database:
        worker = service.create_worker(settings, database=database)
        async with worker.running():
            await _serve(server(worker.asgi(), settings, settings.worker_port))
    return 0


async def _both(service: Service, settings: ServiceSettings) -> int:
    """Both in one process on one database object, so that a commit wakes the relay at once."""
    async with _database(settings) as database:
        worker = service.create_worker(settings, database=database)
        app = service.create_api(settings, database=database)
        async with worker.running():
            probes = server(worker.asgi(), settings, settings.worker_port)
            await _serve(server(app, settings, settings.api_port), probes)
    return 0


@asynccontextmanager
async def _database(settings: ServiceSettings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


async def _migrate(service: Service, settings: ServiceSettings) -> int:
    await migrate(settings.database_url, service.migrations or f"services.{service.name}")
    return 0


async def _replay(service: Service, settings: ServiceSettings, arguments: Sequence[str]) -> int:
    options = replay_parser().parse_args(arguments)
    async with _database(settings) as database:
        worker = service.create_worker(settings, database=database)
        failed = await replay_dead_letters(
            service.name,
            settings,
            worker.subscriptions,
            worker.provide_uow,
            sequence=options.seq,
            replay=not options.list,
            say=_say,
        )
    return 1 if failed else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


_RUNS: Mapping[str, Callable[[Service, Any], Awaitable[int]]] = {
    "api": _api,
    "worker": _worker,
    "serve": _both,
    "migrate": _migrate,
}
_REPLAY = "replay-dead-letter"


def _arguments(service: Service, arguments: Sequence[str]) -> tuple[str, list[str]]:
    parser = argparse.ArgumentParser(
        prog=f"python -m services.{service.name}",
        description="api: HTTP; worker: relay, consumers, sweeps; serve: both in one process.",
    )
    parser.add_argument("command", choices=[*_RUNS, _REPLAY, *service.commands])
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="of the command")
    options = parser.parse_args(arguments)
    if options.command in _RUNS and options.arguments:
        parser.error(f"{options.command} takes no arguments")
    return options.command, options.arguments


async def _command(service: Service, name: str, settings: ServiceSettings, arguments: Sequence[str]) -> int:
    if name in _RUNS:
        return await _RUNS[name](service, settings)
    if name == _REPLAY:
        return await _replay(service, settings, arguments)
    result = service.commands[name](settings, arguments)
    return (await result if inspect.isawaitable(result) else result) or 0


def run(service: Service, arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Runs one command and returns its exit status: 2 after a line naming what is wrong in the settings."""
    name, rest = _arguments(service, arguments)
    try:
        settings = load(service.settings_type, environ)
        clock_from(settings.clock)
    except (InvalidSettings, ValueError) as error:
        sys.stderr.write(f"{service.name}: {error}\n")
        return 2
    log_json(settings.log_level)
    try:
        return uvloop.run(_command(service, name, settings, rest))
    except InvalidSettings as error:  # a file that a setting names, found unusable only when it was read
        sys.stderr.write(f"{service.name}: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not (isinstance(error, BusAway) or is_outage(error)):
            raise
        sys.stderr.write(f"{service.name} {name}: {reason(error)}\n")
        return 1


def main(service: Service) -> NoReturn:
    """The whole of a service's __main__.py."""
    raise SystemExit(run(service, sys.argv[1:], os.environ))
