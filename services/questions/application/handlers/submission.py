"""Asking: for the first time, and on from an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from msgspec import structs

from services.questions.application import happened
from services.questions.application.case import RoutedBy
from services.questions.application.clocking import begin_clock
from services.questions.application.commands import SubmitQuestion
from services.questions.application.office import day_start
from services.questions.application.ports import Intake, UnitOfWork
from services.questions.application.texts import line, paragraph
from services.questions.domain.deadline import due
from services.questions.domain.desk_errors import ReleaseUnknown
from services.questions.domain.errors import (
    AgencyUnknown,
    NoPolicyInForce,
    ReporterNotVerified,
    TooManyQuestions,
)
from services.questions.domain.history import Fact, Routed
from services.questions.domain.model import Question, Submission
from shared.clock import PROVINCE_ZONE


async def submit_question(command: SubmitQuestion, uow: UnitOfWork) -> Question:
    """The question is recorded and its term runs; straight to the agency addressed where so configured."""
    texts = {"title": line("title", command.title), "body": paragraph("body", command.body)}
    command, now = structs.replace(command, **texts), uow.now()
    async with uow:
        if command.release_id is not None and not await uow.releases.is_known(command.release_id):
            raise ReleaseUnknown(field="release_id", release_id=command.release_id)
        intake = await _looked_up(command, uow, limited=True)
        straight = uow.addressing == "straight"
        return await opened(_submission(command, intake, now), uow, "configuration" if straight else None)


async def follow_up(command: SubmitQuestion, parent_id: UUID, uow: UnitOfWork) -> Submission:
    """The next question after an answer; its texts are tidy already, and no limit of a day counts it."""
    intake = await _looked_up(command, uow, limited=False)
    return replace(_submission(command, intake, uow.now()), parent_id=parent_id)


async def opened(
    submission: Submission, uow: UnitOfWork, routed_by: RoutedBy | None, lived: Sequence[Fact] = ()
) -> Question:
    """The new question, written and told; routed to the agency it names by whoever does so.

    A part of another question has `lived` through the same as the whole.
    """
    question, at = Question.submit(submission), uow.now()
    facts = [*lived]
    uow.outbox.add(happened.submitted(question))
    if routed_by is not None and submission.addressed_agency_id is not None:
        routing = question.route(submission.addressed_agency_id, at)
        uow.questions.add_routing(routing, routed_by, None, None)
        facts.append(Routed(at, routing.agency_id))
        question.next_version()
        uow.outbox.add(happened.routed(question, routing, routed_by))
    for fact in facts:
        uow.history.add(question.id, fact)
    uow.questions.add(question)
    await begin_clock(uow, question, facts)
    return question


async def _looked_up(command: SubmitQuestion, uow: UnitOfWork, *, limited: bool) -> Intake:
    if command.reporter_id is None:
        raise ReporterNotVerified
    now = uow.now()
    asked = (command.reporter_id, command.addressed_agency_id)
    return await uow.intake.look_up(*asked, now, day_start(now), limited=limited)


def _submission(command: SubmitQuestion, intake: Intake, now: datetime) -> Submission:
    if command.reporter_id is None or intake.press_agency_id is None or not intake.may_ask:
        raise ReporterNotVerified
    if command.addressed_agency_id is not None and not intake.addressed_known:
        raise AgencyUnknown(field="addressed_agency_id", agency_id=command.addressed_agency_id)
    rules = intake.rules
    if rules is None:
        raise NoPolicyInForce
    if intake.number is None:
        raise TooManyQuestions(limit=rules.policy.questions_per_day)
    return Submission(
        question_id=command.question_id,
        code=f"Q-{now.astimezone(PROVINCE_ZONE).year}-{intake.number:06d}",
        reporter_id=command.reporter_id,
        press_agency_id=intake.press_agency_id,
        addressed_agency_id=command.addressed_agency_id,
        release_id=command.release_id,
        title=command.title,
        body=command.body,
        submitted_at=now,
        deadline=due(now, rules.policy, rules.calendar),
        policy_version=rules.policy.version,
        calendar_version=rules.calendar.version,
    )
