"""Loops end when they are told to, also when what they wait for swallows the first word."""

import asyncio
from itertools import count

from shared.messaging.loops import end, for_ever


async def test_a_loop_ends_though_a_cancellation_was_swallowed() -> None:
    rounds = count()

    async def job() -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            if next(rounds) > 0:
                raise

    tasks = [asyncio.create_task(for_ever("deaf", job)) for _ in range(2)]
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await end(tasks, patience_seconds=0.05)
    assert all(task.cancelled() for task in tasks)


async def test_what_has_ended_already_is_no_matter() -> None:
    async def nothing() -> None:
        return

    task = asyncio.create_task(nothing())
    await task
    await end([task])
    assert not task.cancelled()
