"""Numbers of questions, in the order in which they are wanted; one round trip for all who wait."""

import asyncio
from collections import deque
from heapq import heappop, heappush

from shared.persistence.engine import Database

_DRAW = "SELECT nextval('question_number') AS number FROM generate_series(1, $1)"

_AHEAD = 4
"""Where several wait at once, more will come: so many times as many are drawn."""


class Numbers:
    """One for each process. A number that came to no use is the next one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unused: list[int] = []
        """A heap, so that the lowest goes first."""
        self._waiting: deque[asyncio.Future[int]] = deque()
        self._drawing: asyncio.Task[None] | None = None

    async def next(self) -> int:
        """A number that no other question has; raises what the database raises."""
        spare = self.spare()
        if spare is not None:
            return spare
        mine: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        if self._drawing is None:
            self._drawing = asyncio.create_task(self._draw())
        try:
            return await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self.give_back(mine.result())
            raise

    def spare(self) -> int | None:
        """One that came back, if nobody waits for it."""
        return heappop(self._unused) if self._unused and not self._waiting else None

    def give_back(self, number: int) -> None:
        """Of a question that was certainly not written."""
        heappush(self._unused, number)

    async def _draw(self) -> None:
        """For whoever waits now, then for whoever came meanwhile; a failure is everybody's."""
        try:
            while self._waiting:
                waiting = len(self._waiting)
                rows = await self._database.fetch(_DRAW, waiting if waiting == 1 else waiting * _AHEAD)
                for row in rows:
                    heappush(self._unused, row["number"])
                self._hand_out()
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            while self._waiting:
                _settle(self._waiting.popleft(), error)
        finally:
            self._drawing = None

    def _hand_out(self) -> None:
        """In the order in which they came, and past those who have gone away."""
        while self._unused and self._waiting:
            first = self._waiting.popleft()
            if not first.done():
                first.set_result(heappop(self._unused))


def _settle(waiting: "asyncio.Future[int]", error: Exception) -> None:
    if not waiting.done():
        waiting.set_exception(error)
