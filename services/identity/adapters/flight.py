"""Something read from another party: one request at a time, and none for a while after one has failed."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
RETRY_SECONDS = 10.0
_LONGEST_BACK_OFF = 30.0
log = logging.getLogger(__name__)


class ProviderUnavailable(Exception):
    """The provider does not answer, or not as OpenID Connect Discovery says."""


class Flight(Generic[T]):
    """Whoever asks while a request is under way gets its answer; nobody waits for a lock, nor longer than it.

    After a failure the next request waits 1, 2, 4 ... at most 30 seconds, and who asks meanwhile is told at
    once.
    """

    def __init__(
        self, read: Callable[[], Awaitable[T]], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._read, self._monotonic = read, monotonic
        self._under_way: asyncio.Task[T] | None = None
        self._failures, self._again_at = 0, float("-inf")
        self._read_at = float("-inf")
        self.value: T | None = None
        """What was read last, however old."""

    @property
    def age(self) -> float:
        """Seconds since it was read."""
        return self._monotonic() - self._read_at

    async def fresh(self) -> T:
        """Read now, or what is being read; raises ProviderUnavailable."""
        task = self._begin()
        if task is None:
            raise ProviderUnavailable("it did not answer just now")
        # Shielded: one caller who goes away does not end the request for the others.
        return await asyncio.shield(task)

    def behind(self) -> None:
        """Read again without anybody waiting for it."""
        self._begin()

    def _begin(self) -> asyncio.Task[T] | None:
        if self._under_way is None:
            if self._monotonic() < self._again_at:
                return None
            self._under_way = asyncio.get_running_loop().create_task(self._fly())
            self._under_way.add_done_callback(self._landed)
        return self._under_way

    async def _fly(self) -> T:
        found = await self._read()
        self.value, self._read_at, self._failures = found, self._monotonic(), 0
        return found

    def _landed(self, task: asyncio.Task[T]) -> None:
        self._under_way = None
        if task.cancelled() or task.exception() is None:
            return
        self._again_at = self._monotonic() + min(2.0**self._failures, _LONGEST_BACK_OFF)
        self._failures += 1
        log.warning("not read: %s", task.exception())
