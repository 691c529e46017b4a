"""Tells what time has brought: terms that end soon and terms that have ended, each once."""

from collections.abc import Awaitable, Callable, Sequence

from services.questions.application import happened
from services.questions.application.ports import Claimed, UnitOfWork
from shared.contracts.event import Event

BATCH = 500


async def sweep_deadlines(new_uow: Callable[[], UnitOfWork], batch: int = BATCH) -> int:
    """Claims batch after batch, each its own transaction, until nothing is due; the number of events told."""
    warned = await _drain(new_uow, batch, _approaching, happened.approaching)
    return warned + await _drain(new_uow, batch, _breached, happened.overdue)


async def _drain(
    new_uow: Callable[[], UnitOfWork],
    batch: int,
    claim: Callable[[UnitOfWork, int], Awaitable[Sequence[Claimed]]],
    event_of: Callable[[Claimed], Event],
) -> int:
    told = 0
    while True:
        async with new_uow() as uow:
            claimed = await claim(uow, batch)
            for each in claimed:
                uow.outbox.add(event_of(each))
        told += len(claimed)
        if len(claimed) < batch:
            return told


async def _approaching(uow: UnitOfWork, batch: int) -> Sequence[Claimed]:
    return await uow.deadlines.claim_approaching(uow.now(), batch)


async def _breached(uow: UnitOfWork, batch: int) -> Sequence[Claimed]:
    return await uow.deadlines.claim_breached(uow.now(), batch)
