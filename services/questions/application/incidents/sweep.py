"""Tells what the 24 hours have brought: first statements that are due soon, and late ones, each once."""

from collections.abc import Awaitable, Callable, Sequence

from services.questions.application.incidents import happened
from services.questions.application.incidents.ports import ClaimedIncident, IncidentUnit
from shared.contracts.event import Event

BATCH = 500


async def sweep_incidents(new_uow: Callable[[], IncidentUnit], batch: int = BATCH) -> int:
    """Claims batch after batch, each its own transaction, until nothing is due; the number of events told."""
    warned = await _drain(new_uow, batch, _approaching, happened.due_soon)
    return warned + await _drain(new_uow, batch, _breached, happened.overdue)


async def _drain(
    new_uow: Callable[[], IncidentUnit],
    batch: int,
    claim: Callable[[IncidentUnit, int], Awaitable[Sequence[ClaimedIncident]]],
    event_of: Callable[[ClaimedIncident], Event],
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


async def _approaching(uow: IncidentUnit, batch: int) -> Sequence[ClaimedIncident]:
    return await uow.incidents.claim_approaching(uow.now(), batch)


async def _breached(uow: IncidentUnit, batch: int) -> Sequence[ClaimedIncident]:
    return await uow.incidents.claim_breached(uow.now(), batch)
