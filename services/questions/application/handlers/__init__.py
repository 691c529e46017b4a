"""Each command is one transaction; what an act changes is a function in the table below."""

from collections.abc import Mapping

from services.questions.application.commands import ActOnQuestion
from services.questions.application.handlers import (
    afterwards,
    clarification,
    extensions,
    pausing,
    preparation,
    publication,
    release,
    routing,
    splitting,
)
from services.questions.application.handlers.acting import Change, Done, performed
from services.questions.application.handlers.submission import submit_question
from services.questions.application.ports import UnitOfWork
from services.questions.domain.workflow import Act, check

__all__ = ["CHANGES", "Done", "act_on_question", "end_exclusivity", "submit_question"]

CHANGES: Mapping[Act, Change] = {
    **routing.CHANGES,
    **clarification.CHANGES,
    **pausing.CHANGES,
    **splitting.CHANGES,
    **preparation.CHANGES,
    **release.CHANGES,
    **extensions.CHANGES,
    **publication.CHANGES,
    **afterwards.CHANGES,
}

check(CHANGES)


async def act_on_question(command: ActOnQuestion, uow: UnitOfWork) -> Done:
    """Loads, checks against the table, changes, saves and tells; a refusal says what is possible now."""
    return await performed(command, CHANGES[command.act], uow)


async def end_exclusivity(command: ActOnQuestion, uow: UnitOfWork) -> Done:
    """The same for the act that only time does; the sweep has found the question."""
    return await performed(command, CHANGES[command.act], uow, by_time=True)
