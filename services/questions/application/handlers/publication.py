"""Made public: at once, or after the asker's newsroom has had its answer for a while; and taken back."""

from collections.abc import Mapping
from datetime import timedelta

from services.questions.application import happened
from services.questions.application.commands.details import Reasoned
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain.answer import Answer
from services.questions.domain.errors import AnswerNotFound
from services.questions.domain.model import Publication
from services.questions.domain.workflow import Act
from shared.contracts.questions import AnswerWithdrawn, PublicationScheduled


async def _publish(doing: Doing) -> Tell:
    question, answer = doing.question, await _latest(doing)
    window = timedelta(hours=doing.uow.practice.exclusive_hours)
    if question.publish(doing.now, window):
        return lambda head: happened.published(head, question, answer)
    until = question.exclusive_until or doing.now
    return lambda head: PublicationScheduled(
        **head, answer_id=answer.id, agency_id=question.lead_agency_id, exclusive_until=until
    )


async def _end_exclusivity(doing: Doing) -> Tell:
    """Public since the window ended, whenever that was noticed; the term of publication was met before."""
    question, answer = doing.question, await _latest(doing)
    since = question.exclusive_until or doing.now
    question.open_to_all(since)
    return lambda head: happened.published(head, question, answer)


async def _withdraw(doing: Doing) -> Tell:
    doing.given(Reasoned)
    doing.question.publication = Publication.WITHDRAWN
    return lambda head: AnswerWithdrawn(**head, agency_id=doing.lead_id, withdrawn_at=doing.now)


async def _latest(doing: Doing) -> Answer:
    answer = await doing.uow.questions.answer_of(doing.question.id)
    if answer is None:
        raise AnswerNotFound
    return answer


CHANGES: Mapping[Act, Change] = {
    Act.PUBLISH: _publish,
    Act.END_EXCLUSIVITY: _end_exclusivity,
    Act.WITHDRAW_ANSWER: _withdraw,
}
