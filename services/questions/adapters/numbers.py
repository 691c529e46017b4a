"""Numbers of questions, in the order in which they are wanted; one round trip for all who wait."""

import asyncio
from collections import deque

from shared.persistence.engine import Database

_DRAW = "SELECT nextval('question_number') AS number FROM generate_series(1, $1)"


class Numbers:
    """One for each process. A number that came to no use is the next one, so refusals leave no gaps."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unused: deque[int] = deque()
        self._wanted = 0
        self._drawing = asyncio.Lock()

    async def next(self) -> int:
        """A number that no other question has."""
        self._wanted += 1
        try:
            if not self._unused:
                async with self._drawing:
                    if not self._unused:
                        await self._draw()
            return self._unused.popleft()
        finally:
            self._wanted -= 1

    def give_back(self, number: int) -> None:
        """Of a question that was certainly not written."""
        self._unused.appendleft(number)

    async def _draw(self) -> None:
        rows = await self._database.fetch(_DRAW, self._wanted)
        self._unused.extend(row["number"] for row in rows)
