"""Publishes by itself what was kept for the asker's newsroom, when its window has passed; each once."""

from collections.abc import Callable
from uuid import UUID

from services.questions.application.commands import ActOnQuestion
from services.questions.application.handlers import end_exclusivity
from services.questions.application.ports import UnitOfWork
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act

BATCH = 100


async def end_windows(new_uow: Callable[[], UnitOfWork], batch: int = BATCH) -> int:
    """Batch after batch, each its own transaction, until no window is left to end; how many it ended."""
    ended = 0
    while True:
        async with new_uow() as uow:
            lapsed = await uow.windows.lapsed(uow.now(), batch)
            for question_id, version in lapsed:
                await end_exclusivity(_ending(question_id, version), uow)
        ended += len(lapsed)
        if len(lapsed) < batch:
            return ended


def _ending(question_id: UUID, version: int) -> ActOnQuestion:
    return ActOnQuestion(
        act=Act.END_EXCLUSIVITY,
        question_id=question_id,
        actor=Reader(),
        account_id=None,
        expected_version=version,
    )
