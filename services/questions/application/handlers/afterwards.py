"""What the asker does with what came: asks on, reopens, rates, withdraws; and duplicates that IOC merges."""

from collections.abc import Mapping

from services.questions.application.commands import SubmitQuestion
from services.questions.application.commands.details import AskedOn, MergedInto, Rated, Reasoned, Unanswered
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.application.handlers.submission import follow_up, opened
from services.questions.domain.errors import CannotMerge
from services.questions.domain.model import Outcome
from services.questions.domain.model.points import reopened, still_open
from services.questions.domain.workflow import Act
from shared.contracts.questions import (
    AnswerRated,
    QuestionFollowedUp,
    QuestionMerged,
    QuestionReopened,
    QuestionWithdrawn,
)
from shared.ids import uuid7


async def _follow_up(doing: Doing) -> Tell:
    """Without limit: it does not count towards the questions of a day.

    To the agency that answered, or to IOC where that one has ended since: the asker could not name another.
    """
    asked, question = doing.given(AskedOn), doing.question
    lead = question.lead_agency_id
    there = lead is not None and await doing.uow.directory.knows_agency(lead, doing.now)
    new = SubmitQuestion(
        question_id=doing.command.new_id or uuid7(),
        reporter_id=question.reporter_id,
        title=asked.title,
        body=asked.body,
        addressed_agency_id=lead if there else None,
        release_id=question.release_id,
    )
    child = await opened(await follow_up(new, question.id, doing.uow), doing.uow, "configuration")
    doing.child = child
    return lambda head: QuestionFollowedUp(**head, new_question_id=child.id, followed_up_at=doing.now)


async def _reopen(doing: Doing) -> Tell:
    why, question = doing.given(Unanswered), doing.question
    question.points = reopened(question.points, why.points)
    question.reopen()
    return lambda head: QuestionReopened(
        **head,
        agency_id=question.lead_agency_id,
        round=question.round,
        points=len(still_open(question.points)),
        due_at=question.due_at,
        reopened_at=doing.now,
    )


async def _rate(doing: Doing) -> Tell:
    rating, question = doing.given(Rated), doing.question
    question.rated_round = question.round
    doing.uow.ratings.add(question, rating.level, rating.comment, doing.now)
    return lambda head: AnswerRated(
        **head,
        agency_id=question.lead_agency_id,
        round=question.round,
        level=rating.level.value,
        rated_at=doing.now,
    )


async def _withdraw(doing: Doing) -> Tell:
    doing.given(Reasoned)
    doing.question.close(Outcome.WITHDRAWN, doing.now)
    return lambda head: QuestionWithdrawn(**head, withdrawn_at=doing.now)


async def _merge(doing: Doing) -> Tell:
    into, question = doing.given(MergedInto).question_id, doing.question
    found = await doing.uow.questions.outcome_of(into)
    if into == question.id or found in (None, Outcome.MERGED, Outcome.WITHDRAWN):
        raise CannotMerge(field="question_id")
    question.close(Outcome.MERGED, doing.now)
    question.merged_into_id = into
    return lambda head: QuestionMerged(**head, into_question_id=into, merged_at=doing.now)


CHANGES: Mapping[Act, Change] = {
    Act.FOLLOW_UP: _follow_up,
    Act.REOPEN: _reopen,
    Act.RATE: _rate,
    Act.WITHDRAW: _withdraw,
    Act.MERGE: _merge,
}
