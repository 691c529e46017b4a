"""The terms stand still for another reason than a clarification; the work may go on meanwhile."""

from collections.abc import Mapping

from services.questions.application.commands.details import Reasoned, StandsFor
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain.pausing import require_allowed
from services.questions.domain.terms import PauseReason
from services.questions.domain.workflow import Act
from shared.contracts.questions import QuestionPaused, QuestionResumed


async def _pause(doing: Doing) -> Tell:
    said, question = doing.given(StandsFor).reason, doing.question
    rules = await doing.uow.rulebook.rules(question.policy_version, question.calendar_version)
    reason = PauseReason(said)
    require_allowed([reason], rules.policy, "reason")
    question.paused_for = reason
    return lambda head: QuestionPaused(**head, agency_id=doing.agency_id, reason=said, paused_at=doing.now)


async def _resume(doing: Doing) -> Tell:
    doing.given(Reasoned)
    doing.question.paused_for = None
    return lambda head: QuestionResumed(**head, agency_id=doing.agency_id, resumed_at=doing.now)


CHANGES: Mapping[Act, Change] = {Act.PAUSE: _pause, Act.RESUME: _resume}
