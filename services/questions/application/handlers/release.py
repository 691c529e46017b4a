"""What a spokesperson, and nobody else, says: a holding reply, the answer, a refusal, a correction."""

from collections.abc import Mapping
from dataclasses import replace

from services.questions.application import happened
from services.questions.application.commands.details import (
    Answered,
    Corrected,
    PointSaid,
    Refused,
    Said,
)
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.application.office import local_date
from services.questions.domain.answer import Answer, PointAnswer
from services.questions.domain.errors import AnswerNotFound, GroundMissing
from services.questions.domain.history import Paused, Reopened, Resumed
from services.questions.domain.model import PUBLIC, Outcome, PointState, Publication
from services.questions.domain.model.points import settled, still_open, with_state
from services.questions.domain.office_time import office_minutes
from services.questions.domain.refusal import Refusal
from services.questions.domain.workflow import Act
from shared.contracts.questions import AnswerCorrected, HoldingReplySent, QuestionRefused
from shared.ids import uuid7


async def _hold(doing: Doing) -> Tell:
    doing.given(Said)
    return lambda head: HoldingReplySent(**head, agency_id=doing.lead_id, sent_at=doing.now)


async def _answer(doing: Doing) -> Tell:
    """The clock stops; a breach that no sweep has noticed is told first, for the facts stay the same."""
    said, question, speaker = doing.given(Answered), doing.question, doing.speaks()
    points = tuple(map(_point, said.points))
    question.points = settled(question.points, [(one.number, one.state) for one in points])
    answer = Answer(
        id=doing.command.new_id or uuid7(),
        question_id=question.id,
        spokesperson_id=speaker.spokesperson_id,
        agency_id=speaker.agency_id,
        agency_name=speaker.agency_name,
        spokesperson_name=speaker.full_name,
        spokesperson_position=speaker.position,
        form=said.form,
        body=said.body,
        answered_at=doing.now,
        on_time=not question.is_late(doing.now),
        office_minutes=await _minutes(doing),
        round=question.round,
        points=points,
    )
    _close(doing, Outcome.ANSWERED)
    doing.uow.questions.add_answer(answer)
    doing.answer = answer
    return lambda head: happened.released(head, question, answer)


async def _refuse(doing: Doing) -> Tell:
    why, question, speaker = doing.given(Refused), doing.question, doing.speaks()
    refusal = Refusal(
        question_id=question.id,
        round=question.round,
        ground=why.ground,
        reason=why.reason,
        spokesperson_id=speaker.spokesperson_id,
        agency_id=speaker.agency_id,
        agency_name=speaker.agency_name,
        spokesperson_name=speaker.full_name,
        spokesperson_position=speaker.position,
        refused_at=doing.now,
        on_time=not question.is_late(doing.now),
        office_minutes=await _minutes(doing),
    )
    question.points = with_state(question.points, still_open(question.points), PointState.REFUSED)
    _close(doing, Outcome.REFUSED)
    doing.uow.questions.add_refusal(refusal)
    return lambda head: QuestionRefused(
        **head,
        agency_id=refusal.agency_id,
        press_agency_id=question.press_agency_id,
        ground=refusal.ground.value,
        submitted_at=question.submitted_at,
        due_at=question.due_at,
        refused_at=refusal.refused_at,
        on_time=refusal.on_time,
        office_minutes=refusal.office_minutes,
        calendar_version=question.calendar_version,
    )


async def _correct(doing: Doing) -> Tell:
    """A new edition by whoever may speak now; what was given before stays on file with its hash."""
    said, question, speaker = doing.given(Corrected), doing.question, doing.speaks()
    last = await doing.uow.questions.answer_of(question.id)
    if last is None:
        raise AnswerNotFound
    answer = replace(
        last,
        id=doing.command.new_id or uuid7(),
        body=said.body,
        spokesperson_id=speaker.spokesperson_id,
        agency_name=speaker.agency_name,
        spokesperson_name=speaker.full_name,
        spokesperson_position=speaker.position,
        edition=last.edition + 1,
        corrected_at=doing.now,
        correction_reason=said.reason,
    )
    doing.uow.questions.add_answer(answer)
    public = question.publication in PUBLIC and question.published_round == question.round
    if public:
        question.publication = Publication.CORRECTED
    doing.answer = answer
    return lambda head: AnswerCorrected(
        **head,
        answer_id=answer.id,
        agency_id=answer.agency_id,
        edition=answer.edition,
        content_hash=answer.content_hash(),
        public=public,
        corrected_at=doing.now,
    )


def _close(doing: Doing, outcome: Outcome) -> None:
    question = doing.question
    if question.notice_breach(doing.now):
        doing.uow.outbox.add(happened.breached(question))
    question.close(outcome, doing.now)


def _point(said: PointSaid) -> PointAnswer:
    state = PointState(said.outcome)
    if (state is PointState.REFUSED) != (said.ground is not None):
        raise GroundMissing(field="points")
    return PointAnswer(said.number, state, said.text, said.ground)


async def _minutes(doing: Doing) -> int:
    """Office minutes of this round without its pauses.

    Calendars loaded since the question was asked know more; what is due stays as it was told.
    """
    question, uow = doing.question, doing.uow
    rules = await uow.rulebook.rules(question.policy_version, question.calendar_version)
    calendars = await uow.rulebook.calendars(local_date(question.submitted_at), local_date(doing.now))
    since, counted = question.submitted_at, 0
    running = True
    for fact in await uow.history.of(question.id):
        match fact:
            case Paused():
                counted += office_minutes(since, fact.at, *calendars, rules.calendar) if running else 0
                running = False
            case Resumed():
                since, running = fact.at, True
            case Reopened():
                since, counted, running = fact.at, 0, True
    return counted + office_minutes(since, doing.now, *calendars, rules.calendar)


CHANGES: Mapping[Act, Change] = {
    Act.SEND_HOLDING_REPLY: _hold,
    Act.ANSWER: _answer,
    Act.REFUSE: _refuse,
    Act.CORRECT_ANSWER: _correct,
}
