"""Connections for statements that are a transaction each: nothing to reset, so little to do between them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any


class LeanPool:
    """Up to `size` connections, opened when needed and kept; who waits is served in turn.

    The driver's own pool starts a task and sets a timer whenever a connection comes back, which costs as
    much as sending the statement.
    """

    def __init__(self, connect: Callable[[], Awaitable[Any]], size: int) -> None:
        self._connect, self._size = connect, size
        self._free = asyncio.Semaphore(size)
        self._idle: list[Any] = []
        self._opened: list[Any] = []

    async def fetch(self, statement: str, arguments: Sequence[object]) -> Sequence[Any]:
        """The rows of one statement; a connection that was cancelled meanwhile or has died is not kept."""
        async with self._free:
            connection = self._living() or await self._another()
            try:
                rows: Sequence[Any] = await connection.fetch(statement, *arguments)
            except asyncio.CancelledError:
                connection.terminate()  # closing it would wait for the server to confirm the end
                raise
            finally:
                if not connection.is_closed():
                    self._idle.append(connection)
        return rows

    async def close(self, patience_seconds: float) -> None:
        """Ends the connections with their statements, or without when these take longer than that."""
        try:
            async with asyncio.timeout(patience_seconds):
                for _ in range(self._size):
                    await self._free.acquire()
                for connection in self._opened:
                    await connection.close()
        except TimeoutError:
            for connection in self._opened:
                connection.terminate()

    async def _another(self) -> Any:
        connection = await self._connect()
        self._opened = [each for each in self._opened if not each.is_closed()] + [connection]
        return connection

    def _living(self) -> Any:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed():
                return connection
        return None
