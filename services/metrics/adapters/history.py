"""A stream read again for a rebuild, and once more for what has come meanwhile."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Protocol

from services.metrics.application.commands import Received
from services.metrics.application.facts import CONSUMED
from shared.messaging import Delivery

_CONSUMED = frozenset(CONSUMED)


class Read(Protocol):
    """shared.messaging.history of one stream."""

    def __call__(self, *, after: int) -> AsyncGenerator[list[Delivery], None]:
        """What is there now behind the message with that number."""
        ...


class StreamHistory:
    """Remembers how far it has read."""

    def __init__(self, stream: str, read: Read) -> None:
        self._stream, self._read = stream, read
        self._reached = 0

    @property
    def stream(self) -> str:
        """Its name."""
        return self._stream

    async def unread(self) -> AsyncGenerator[Sequence[Received], None]:
        """What the stream holds at this moment and was not read before; raises when the bus is quiet."""
        async with aclosing(self._read(after=self._reached)) as batches:
            async for deliveries in batches:
                if deliveries:
                    self._reached = deliveries[-1].sequence
                yield [(one.cause, one.event) for one in deliveries if type(one.event) in _CONSUMED]
