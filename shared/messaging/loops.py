"""Loops that outlive whatever befalls one round of them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from shared.messaging.retry import reason
from shared.persistence.errors import is_outage

logger = logging.getLogger(__name__)

_AGAIN_SECONDS = 1.0


async def for_ever(name: str, job: Callable[[], Awaitable[object]]) -> None:
    """Runs `job` again a second after it ended, well or badly, until cancelled."""
    while True:
        try:
            await job()
        except Exception as error:
            logger.warning("%s: %s", name, reason(error), exc_info=None if is_outage(error) else error)
        await asyncio.sleep(_AGAIN_SECONDS)


async def end(tasks: Sequence[asyncio.Task[None]], patience_seconds: float = 8.0) -> None:
    """Cancels until all have ended; again after a patience that is longer than any of them takes to tidy up.

    Once is not enough: up to Python 3.11 `asyncio.wait_for`, which the bus' client uses, swallows a
    cancellation that comes together with a result, and the loop would go on for ever.
    """
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=patience_seconds)
