"""The asker is asked to say more; the clock stands meanwhile, and the question comes back where it was."""

from collections.abc import Mapping

from services.questions.application.commands.details import Reasoned, Said
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain.pausing import require_allowed
from services.questions.domain.terms import PauseReason
from services.questions.domain.workflow import Act
from shared.contracts.questions import ClarificationGiven, ClarificationRequested, ClarificationWaived


async def _request(doing: Doing) -> Tell:
    doing.given(Said)
    question = doing.question
    rules = await doing.uow.rulebook.rules(question.policy_version, question.calendar_version)
    require_allowed([PauseReason.CLARIFICATION], rules.policy)
    question.resumes_as = question.status
    return lambda head: ClarificationRequested(**head, agency_id=doing.agency_id, requested_at=doing.now)


async def _clarify(doing: Doing) -> Tell:
    doing.uow.questions.add_text(doing.question.id, doing.given(Said).text)
    return lambda head: ClarificationGiven(**head, given_at=doing.now)


async def _go_on(doing: Doing) -> Tell:
    doing.given(Reasoned)
    return lambda head: ClarificationWaived(**head, agency_id=doing.agency_id, waived_at=doing.now)


CHANGES: Mapping[Act, Change] = {
    Act.REQUEST_CLARIFICATION: _request,
    Act.CLARIFY: _clarify,
    Act.GO_ON: _go_on,
}
