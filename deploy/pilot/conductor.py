"""Holds the clock, lets things happen at that instant, waits until nothing is on its way, moves on."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from shared.clock import ClockReading, RealClock, write_clock

Act = Callable[[], Awaitable[None]]
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.02


class NeverIdle(Exception):
    """The suite did not come to rest at an instant within the patience we have."""


class Conductor:
    """An agenda of acts by instant; two acts at one instant run together."""

    def __init__(self, clock_file: Path, suite: httpx.AsyncClient) -> None:
        self._clock_file, self._suite = clock_file, suite
        self._agenda: list[tuple[datetime, int, Act | None]] = []
        self._numbers = itertools.count()

    def at(self, instant: datetime, act: Act | None = None) -> None:
        """Put an act on the agenda, or with none a stop at which the sweeps must have run."""
        heapq.heappush(self._agenda, (instant.astimezone(UTC), next(self._numbers), act))

    async def play(self, until: datetime, progress: Callable[[datetime], None]) -> None:
        """Do every act up to `until`, also those that acts add, then stand at `until`."""
        self.at(until)
        while self._agenda and self._agenda[0][0] <= until:
            instant, acts = self._take()
            write_clock(self._clock_file, ClockReading(held=instant))
            progress(instant)
            await asyncio.gather(*(act() for act in acts))
            await self.settle(instant)

    def _take(self) -> tuple[datetime, list[Act]]:
        instant = self._agenda[0][0]
        acts = []
        while self._agenda and self._agenda[0][0] == instant:
            act = heapq.heappop(self._agenda)[2]
            if act is not None:
                acts.append(act)
        return instant, acts

    async def settle(self, instant: datetime) -> None:
        """Wait until outboxes and consumers are empty and the sweeps ran at `instant`; raises NeverIdle."""
        deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
        while True:
            answer = await self._suite.get("/status.json", params={"at": instant.isoformat()})
            if answer.is_success and answer.json()["idle"]:
                return
            if asyncio.get_running_loop().time() > deadline:
                raise NeverIdle(f"at {instant.isoformat()}: {answer.text}")
            await asyncio.sleep(_PAUSE_SECONDS)

    def release(self, instant: datetime) -> None:
        """Let the clock run on at its natural speed from `instant`."""
        write_clock(self._clock_file, ClockReading(start=instant, at=RealClock().now()))
