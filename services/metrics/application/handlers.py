"""Merge events into the live projection, and build another beside it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing

from services.metrics.application.commands import ApplyEvents, ChangeStanding, Received
from services.metrics.application.facts import facts_of
from services.metrics.application.ports import Generations, History, Next, UnitOfWork
from services.metrics.domain.model.projection import Projection

Progress = Callable[[str, int], None]
"""Told after each batch: the stream, and how many events of it."""


def folded(received: Iterable[Received]) -> Projection:
    """What these events say together, in whatever order and however often each came."""
    projection = Projection()
    for _, event in received:
        for facts in facts_of(event):
            projection.absorb(facts)
    return projection


async def apply_events(command: ApplyEvents, uow: UnitOfWork) -> None:
    """Merge a batch; the inbox rows commit with it, and a batch that came before changes nothing."""
    projection = folded(command.received)
    async with uow:
        await uow.projection.apply(projection, [cause for cause, _ in command.received])


async def change_standing(command: ChangeStanding, uow: UnitOfWork) -> None:
    """Whether an account may use this service; repetition and old news change nothing."""
    async with uow:
        await uow.standings.put(command)


async def rebuild(generations: Generations, histories: Sequence[History], progress: Progress) -> int:
    """Read every stream from its first message into a new projection and make it the live one; its events.

    The long part runs beside the live projection. The writers then wait while the rest is read: whatever they
    have applied is in the streams by then, and what comes later they apply to the new one. Whatever it raises
    (RebuildRunning, a stream that stops), the live projection is as it was.
    """
    applied = 0
    async with generations.building() as building:
        for history in histories:
            applied += await _catch_up(history, building, progress)
        async with building.writers_paused():
            for history in histories:
                applied += await _catch_up(history, building, progress)
            await building.switch()
    return applied


async def _catch_up(history: History, building: Next, progress: Progress) -> int:
    applied = 0
    async with aclosing(history.unread()) as batches:
        async for batch in batches:
            await building.apply(folded(batch), [cause for cause, _ in batch])
            applied += len(batch)
            progress(history.stream, len(batch))
    return applied
