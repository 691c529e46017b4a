"""Work done again and again: sweeps, purges. It is the database that says what is due, not a timer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from shared.clock import Clock
from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import reason
from shared.persistence.errors import is_outage

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Periodic:
    """`run` at start and then every so many seconds of real time; replicas may run it at the same time."""

    name: str
    every_seconds: float
    run: Callable[[], Awaitable[object]]


class PeriodicLoop:
    """Runs one Periodic until cancelled; a failed run is counted, logged and tried again in its time."""

    def __init__(self, work: Periodic, clock: Clock, metrics: BusMetrics) -> None:
        self.work = work
        self.last: datetime | None = None
        """The clock's instant at which the last successful run began."""
        self._clock = clock
        self._failures = metrics.periodic_failures.labels(work.name)
        self._wake = asyncio.Event()

    def has_run(self, at: datetime) -> bool:
        """Whether a run that began at `at` or later has succeeded; if not, one begins at once."""
        if self.last is not None and self.last >= at:
            return True
        self._wake.set()
        return False

    async def loop(self) -> None:
        """Runs until cancelled."""
        while True:
            self._wake.clear()
            try:
                began = self._clock.now()
                await self.work.run()
                self.last = began
            except Exception as error:
                self._failures.inc()
                logger.warning(
                    "%s: %s", self.work.name, reason(error), exc_info=None if is_outage(error) else error
                )
                await asyncio.sleep(min(self.work.every_seconds, 1.0))
            with suppress(TimeoutError):
                async with asyncio.timeout(self.work.every_seconds):
                    await self._wake.wait()
