"""What a service does besides answering HTTP: relay, consumers and periodic work in one process."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

from asyncpg import InterfaceError, PostgresError
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from shared.clock import Clock, clock_from
from shared.messaging.batch import BatchSubscription
from shared.messaging.bus import Bus, BusAway
from shared.messaging.consumer import ProvideUow
from shared.messaging.loops import end, for_ever
from shared.messaging.metrics import BusMetrics
from shared.messaging.observer import Observer
from shared.messaging.periodic import Periodic, PeriodicLoop
from shared.messaging.probes import Asgi, probes
from shared.messaging.retry import Retry, reason
from shared.messaging.subscriptions import Subscription
from shared.persistence.engine import Database
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry

__all__ = ["Background", "Busy", "Periodic", "Worker"]

logger = logging.getLogger(__name__)

Background = Callable[["Worker"], Awaitable[object]]
"""Runs while the worker does, whether or not the bus is there; started again a second after it ended."""

Busy = Callable[[], Awaitable[bool]]
"""Whether background work has something to do now; what is put off until later is not that."""


class Worker:
    """Relay, consumers, periodic and background work; an absent bus or database only makes it wait."""

    def __init__(  # noqa: PLR0913 - everything a worker is made of
        self,
        service: str,
        settings: ServiceSettings,
        database: Database,
        subscriptions: Sequence[Subscription | BatchSubscription],
        provide_uow: ProvideUow,
        periodic: Sequence[Periodic] = (),
        *,
        background: Sequence[Background] = (),
        busy: Sequence[Busy] = (),
        telemetry: Telemetry | None = None,
        clock: Clock | None = None,
        retry: Retry | None = None,
    ) -> None:
        self.service = service
        self.database = database
        self.subscriptions = subscriptions
        self.provide_uow = provide_uow
        self.clock = clock or clock_from(settings.clock)
        self.telemetry = telemetry or Telemetry(service, settings)
        self.metrics = BusMetrics(self.telemetry.registry)
        self.periodic = [PeriodicLoop(work, self.clock, self.metrics) for work in periodic]
        self.bus = Bus(
            settings, database, subscriptions, provide_uow, self.telemetry, self.metrics, retry or Retry()
        )
        self._observer = Observer(database, self.bus, self.metrics)
        self._background, self._busy = background, busy
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def js(self) -> JetStreamContext:
        """The bus, for background work; raises BusAway while there is no connection."""
        return self.bus.js

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Worker"]:
        """Runs everything; entered at once, even when the bus and the database are away."""
        jobs: list[tuple[str, Callable[[], Awaitable[object]]]] = [
            ("bus", self.bus.run),
            ("observer", self._observer.run),
            *((loop.work.name, loop.loop) for loop in self.periodic),
            *((getattr(each, "__name__", "background"), partial(each, self)) for each in self._background),
        ]
        self._tasks = [asyncio.create_task(for_ever(name, job)) for name, job in jobs]
        try:
            yield self
        finally:
            await end(self._tasks)
            self._tasks = []
            await asyncio.to_thread(self.telemetry.flush)

    async def live(self) -> bool:
        """Whether every loop still runs; an outage does not end one."""
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    async def ready(self) -> bool:
        """Whether bus and database are there."""
        if not self.bus.connected:
            return False
        try:
            async with asyncio.timeout(2):
                await self.database.ping()
        except Exception as error:  # noqa: BLE001 - any failure means: not ready
            logger.info("not ready: %s", reason(error))
            return False
        return True

    async def idle(self, at: datetime) -> bool:
        """Whether periodic work has run at the clock's `at`, and nothing waits to be relayed or done.

        Periodic work that has not run since `at` begins at once.
        """
        late = [loop for loop in self.periodic if not loop.has_run(at)]
        if late or not self.bus.connected:
            return False
        try:
            return (
                await self._observer.outbox_is_empty()
                and await self._observer.consumers_are_idle()
                and not await self._is_busy()
                and await self._observer.outbox_is_empty()
            )
        except (NatsError, BusAway, PostgresError, InterfaceError, TimeoutError, OSError) as error:
            logger.info("not idle: %s", reason(error))
            return False

    async def _is_busy(self) -> bool:
        return any([await busy() for busy in self._busy])

    def asgi(self) -> Asgi:
        """/livez, /readyz and /metrics."""
        return probes(self.telemetry, self.live, self.ready)
