"""Waiting for something to hold on real servers, by looking again and again."""

import asyncio
from collections.abc import Awaitable, Callable

from shared.messaging import Worker
from tests.metrics.histories import NOW


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Returns when it holds; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110 - servers have no asyncio.Event
            await asyncio.sleep(0.02)


async def settled(worker: Worker) -> None:
    """Nothing waits to be applied."""
    await until(lambda: worker.idle(NOW))
