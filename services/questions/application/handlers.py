"""One function for each command; each is one transaction, state and events together."""

from datetime import date, datetime, time
from uuid import UUID

from msgspec import structs

from services.questions.application import happened
from services.questions.application.commands import (
    AcceptQuestion,
    AnswerQuestion,
    PublishAnswer,
    RouteQuestion,
    SubmitQuestion,
)
from services.questions.application.ports import Answered, Intake, UnitOfWork
from services.questions.application.texts import line, paragraph
from services.questions.domain.answer import Answer, Speaker
from services.questions.domain.deadline import due
from services.questions.domain.desk_errors import ReleaseUnknown
from services.questions.domain.errors import (
    AgencyUnknown,
    AnswerNotFound,
    NoPolicyInForce,
    NotADispatcher,
    NotAnActiveSpokesperson,
    NotTheLeadAgency,
    QuestionNotFound,
    ReporterNotVerified,
    TooManyQuestions,
)
from services.questions.domain.model import Question, Submission
from services.questions.domain.office_time import office_minutes
from services.questions.domain.visibility import Reader, may_read
from shared.clock import PROVINCE_ZONE


async def submit_question(command: SubmitQuestion, uow: UnitOfWork) -> Question:
    """The question is recorded and its term runs; straight to the agency addressed where so configured."""
    title, body = line("title", command.title), paragraph("body", command.body)
    if command.reporter_id is None:
        raise ReporterNotVerified
    now = uow.now()
    async with uow:
        if command.release_id is not None and not await uow.releases.is_known(command.release_id):
            raise ReleaseUnknown(field="release_id", release_id=command.release_id)
        intake = await uow.intake.look_up(
            command.reporter_id, command.addressed_agency_id, now, _day_start(now)
        )
        question = Question.submit(_submission(command, intake, title, body, now))
        uow.outbox.add(happened.submitted(question))
        if command.addressed_agency_id is not None and uow.addressing == "straight":
            routing = question.route(command.addressed_agency_id, now)
            uow.questions.add_routing(routing, "configuration", None, None)
            uow.outbox.add(happened.routed(question, routing, "configuration"))
        uow.questions.add(question)
    return question


async def route_question(command: RouteQuestion, uow: UnitOfWork) -> Question:
    """To an agency, or from one agency to another; the term goes on."""
    reason = None if command.reason is None else paragraph("reason", command.reason)
    async with uow:
        question = await _visible(command.question_id, command.actor, uow)
        if not command.actor.routes:
            raise NotADispatcher
        question.expect(command.expected_version)
        if not await uow.directory.knows_agency(command.agency_id, uow.now()):
            raise AgencyUnknown(field="agency_id", agency_id=command.agency_id)
        routing = question.route(command.agency_id, uow.now())
        uow.questions.add_routing(routing, "dispatcher", command.account_id, reason)
        uow.outbox.add(happened.routed(question, routing, "dispatcher"))
    return question


async def accept_question(command: AcceptQuestion, uow: UnitOfWork) -> Question:
    """The lead agency takes the question up."""
    async with uow:
        question = await _visible(command.question_id, command.actor, uow)
        question.expect(command.expected_version)
        agency_id = question.accept(command.actor.answers_for, uow.now())
        uow.outbox.add(happened.accepted(question, agency_id))
    return question


async def answer_question(command: AnswerQuestion, uow: UnitOfWork) -> Answered:
    """The clock stops; a breach that no sweep has noticed yet is told first, for the facts stay the same."""
    command = structs.replace(command, body=paragraph("body", command.body))
    async with uow:
        question = await _visible(command.question_id, command.actor, uow)
        speaker = await _speaker(command, question, uow)
        question.expect(command.expected_version)
        now = uow.now()
        answer = _answer(command, question, speaker, now, await _minutes(question, now, uow))
        if question.notice_breach(now):
            uow.outbox.add(happened.breached(question))
        question.close_with(answer)
        uow.outbox.add(happened.released(question, answer))
        uow.questions.add_answer(answer)
    return Answered(question, answer)


async def publish_answer(command: PublishAnswer, uow: UnitOfWork) -> Question:
    """From now on everybody may read question and answer, without a token."""
    async with uow:
        question = await _visible(command.question_id, command.actor, uow)
        if not command.actor.routes and command.actor.answers_for != question.lead_agency_id:
            raise NotTheLeadAgency
        question.expect(command.expected_version)
        question.publish(uow.now())
        answer = await uow.questions.answer_of(question.id)
        if answer is None:
            raise AnswerNotFound
        uow.outbox.add(happened.published(question, answer))
    return question


async def _visible(question_id: UUID, actor: Reader, uow: UnitOfWork) -> Question:
    question = await uow.questions.get(question_id)
    if question is None or not may_read(actor, question):
        raise QuestionNotFound
    return question


async def _speaker(command: AnswerQuestion, question: Question, uow: UnitOfWork) -> Speaker:
    agency_id = command.actor.answers_for
    if agency_id is None or agency_id != question.lead_agency_id:
        raise NotTheLeadAgency
    speaker = None
    if command.account_id is not None:
        speaker = await uow.directory.speaker(command.account_id, agency_id, question.id, uow.now())
    if speaker is None:
        raise NotAnActiveSpokesperson
    return speaker


async def _minutes(question: Question, now: datetime, uow: UnitOfWork) -> int:
    """Calendars loaded since the question was asked know more; what is due stays as it was told."""
    rules = await uow.rulebook.rules(question.policy_version, question.calendar_version)
    newest_first = await uow.rulebook.calendars(_local_date(question.submitted_at), _local_date(now))
    return office_minutes(question.submitted_at, now, *newest_first, rules.calendar)


def _submission(command: SubmitQuestion, intake: Intake, title: str, body: str, now: datetime) -> Submission:
    if command.reporter_id is None or intake.press_agency_id is None or not intake.may_ask:
        raise ReporterNotVerified
    if command.addressed_agency_id is not None and not intake.addressed_known:
        raise AgencyUnknown(field="addressed_agency_id", agency_id=command.addressed_agency_id)
    rules = intake.rules
    if rules is None:
        raise NoPolicyInForce
    if intake.number is None or intake.asked_today >= rules.policy.questions_per_day:
        raise TooManyQuestions(limit=rules.policy.questions_per_day)
    return Submission(
        question_id=command.question_id,
        code=f"Q-{now.astimezone(PROVINCE_ZONE).year}-{intake.number:06d}",
        reporter_id=command.reporter_id,
        press_agency_id=intake.press_agency_id,
        addressed_agency_id=command.addressed_agency_id,
        release_id=command.release_id,
        title=title,
        body=body,
        submitted_at=now,
        deadline=due(now, rules.policy, rules.calendar),
        policy_version=rules.policy.version,
        calendar_version=rules.calendar.version,
    )


def _answer(
    command: AnswerQuestion, question: Question, speaker: Speaker, now: datetime, minutes: int
) -> Answer:
    return Answer(
        id=command.answer_id,
        question_id=question.id,
        spokesperson_id=speaker.spokesperson_id,
        agency_id=speaker.agency_id,
        agency_name=speaker.agency_name,
        spokesperson_name=speaker.full_name,
        spokesperson_position=speaker.position,
        form=command.form,
        body=command.body,
        answered_at=now,
        on_time=not question.is_late(now),
        office_minutes=minutes,
    )


def _day_start(now: datetime) -> datetime:
    return datetime.combine(_local_date(now), time.min, PROVINCE_ZONE)


def _local_date(instant: datetime) -> date:
    return instant.astimezone(PROVINCE_ZONE).date()
