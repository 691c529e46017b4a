"""Merge events into the live projection, and build another beside it."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from services.metrics.application.commands import ApplyEvents, Received
from services.metrics.application.facts import facts_of
from services.metrics.application.ports import Generations, History, Next, UnitOfWork
from services.metrics.domain.model import Projection


class Rebuilt(msgspec.Struct, frozen=True):
    """What a rebuild read: events applied, and messages that no reader of today understands."""

    applied: int
    unreadable: int


def folded(received: Iterable[Received]) -> Projection:
    """What these events say together, in whatever order and however often each came."""
    projection = Projection()
    for _, event in received:
        projection.absorb(facts_of(event))
    return projection


async def apply_events(command: ApplyEvents, uow: UnitOfWork) -> None:
    """Merge a batch; the inbox rows commit with it, and a batch that came before changes nothing."""
    projection = folded(command.received)
    async with uow:
        await uow.projection.apply(projection, [cause for cause, _ in command.received])


async def rebuild(
    generations: Generations, histories: Sequence[History], progress: Callable[[str, int], None]
) -> Rebuilt:
    """Read every stream from its first message into a new projection and make that the live one.

    The long part runs beside the live projection. The writers then wait while the rest is read: whatever they
    have applied is in the streams by then, and what comes later they apply to the new one. Whatever it raises
    (RebuildRunning, a stream that stops), the live projection is as it was.
    """
    total = Rebuilt(0, 0)
    async with generations.building() as building:
        for history in histories:
            total = await _catch_up(history, building, progress, total)
        async with building.writers_paused():
            for history in histories:
                total = await _catch_up(history, building, progress, total)
            await building.switch()
    return total


async def _catch_up(
    history: History, building: Next, progress: Callable[[str, int], None], total: Rebuilt
) -> Rebuilt:
    async for batch in history.unread():
        await building.apply(folded(batch.received), [cause for cause, _ in batch.received])
        total = Rebuilt(total.applied + len(batch.received), total.unreadable + batch.unreadable)
        progress(history.stream, total.applied)
    return total
