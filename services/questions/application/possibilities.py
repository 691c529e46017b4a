"""What the caller could do now: the table knows parts, the directory whether he may speak at this instant."""

from uuid import UUID

from services.questions.application.ports import UnitOfWork
from services.questions.domain.answer import Speaker
from services.questions.domain.model import Question
from services.questions.domain.workflow import Act, Part, possible


async def speaker_of(question: Question, account_id: UUID | None, uow: UnitOfWork) -> Speaker | None:
    """The person, if appointed or delegated for this matter at this very instant (Decree 244/2026 art. 3)."""
    if account_id is None or question.lead_agency_id is None:
        return None
    return await uow.directory.speaker(account_id, question.lead_agency_id, question.id, uow.now())


class Possibilities:
    """Taken down before an act is tried, for the act may change the question and then be refused."""

    def __init__(self, parts: frozenset[Part], question: Question) -> None:
        self._question, self._speaks = question, Part.SPEAKER in parts
        self._all = possible(parts, question)
        self._silent = possible(parts - {Part.SPEAKER}, question) if self._speaks else self._all

    async def of(self, account_id: UUID | None, uow: UnitOfWork) -> tuple[Act, ...]:
        """In the order of the table; other facts outside the question may still refuse one."""
        if self._speaks and await speaker_of(self._question, account_id, uow) is None:
            return self._silent
        return self._all
