"""The five services in one process: each with its own settings, database and metrics, all on one clock."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from litestar import Litestar

from shared.clock import Clock
from shared.messaging import Worker
from shared.persistence import Database
from shared.settings import ServiceSettings, load


@dataclass(frozen=True)
class Part:
    """One service's two doors on one database, so that a commit wakes the relay at once."""

    name: str
    settings: ServiceSettings
    database: Database
    api: Litestar
    worker: Worker


def build(service: str, environ: Mapping[str, str], clock: Clock) -> Part:
    """A service from its variables; raises InvalidSettings."""
    package = f"services.{service}"
    settings = load(importlib.import_module(f"{package}.settings").Settings, environ)
    database = Database(settings.database_url)
    create_api = importlib.import_module(f"{package}.entrypoints.api").create_api
    create_worker = importlib.import_module(f"{package}.entrypoints.worker").create_worker
    api = create_api(settings, database=database, clock=clock)
    return Part(service, settings, database, api, create_worker(settings, database=database, clock=clock))


class Suite:
    """What runs, and whether it is at rest."""

    def __init__(self, parts: Mapping[str, Part], clock: Clock) -> None:
        self.parts, self.clock = parts, clock

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Suite"]:
        """Workers and lifespans of all services; databases are closed at the end."""
        async with AsyncExitStack() as stack:
            for part in self.parts.values():
                stack.push_async_callback(part.database.close)
                await stack.enter_async_context(part.worker.running())
                await stack.enter_async_context(part.api.lifespan())
            yield self

    async def ready(self) -> Mapping[str, bool]:
        """Which services have their database and the bus."""
        answers = await asyncio.gather(*(part.worker.ready() for part in self.parts.values()))
        return dict(zip(self.parts, answers, strict=True))

    async def idle(self, at: datetime) -> Mapping[str, bool]:
        """Which services are at rest at the clock's instant `at`.

        A service that was at rest when asked may be handed something by one asked later, so it takes two
        rounds in which all are.
        """
        answers = await self._idle(at)
        return await self._idle(at) if all(answers.values()) else answers

    async def _idle(self, at: datetime) -> dict[str, bool]:
        answers = await asyncio.gather(*(part.worker.idle(at) for part in self.parts.values()))
        return dict(zip(self.parts, answers, strict=True))
