"""Take, give and release: who works on a question at a desk; nothing of it changes the question itself."""

from uuid import UUID

import msgspec

from services.questions.application.desk.ports import DeskUnit
from services.questions.domain import desk
from services.questions.domain.desk import Assignment
from services.questions.domain.desk_errors import PersonNeeded, PersonNotAtDesk
from services.questions.domain.errors import QuestionNotFound
from services.questions.domain.model import Question
from services.questions.domain.visibility import Reader, may_read


class AssignQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the desk takes the question, or gives it to `to`; the version is the one that was read."""

    question_id: UUID
    actor: Reader
    account_id: UUID | None
    to: UUID | None
    expected_version: int


class ReleaseQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the desk lets go of the question, for whoever holds it."""

    question_id: UUID
    actor: Reader
    account_id: UUID | None
    expected_version: int


class Assigned(msgspec.Struct, frozen=True):
    """Who holds the question at the desk now; nobody when None."""

    question_id: UUID
    assignment: Assignment | None
    question_version: int


async def assign_question(command: AssignQuestion, uow: DeskUnit) -> Assigned:
    """Taking is first come, first served; giving is by and to whoever sits at the desk.

    Raises PersonNotAtDesk where this service does not know the receiver there.
    """
    if command.account_id is None:
        raise PersonNeeded
    async with uow:
        question, desk_id = await _at_desk(command, uow)
        if command.to is None:
            held = await uow.assignments.held(question.id, desk_id)
            assignment = desk.taken(held, command.account_id, uow.now())
        else:
            await _require_there(command, question, desk_id, uow)
            assignment = desk.given(command.to, command.account_id, uow.now())
        await uow.assignments.put(question.id, desk_id, assignment)
        await uow.assignments.seen(command.account_id, desk_id, uow.now())
    return Assigned(question.id, assignment, question.version)


async def release_question(command: ReleaseQuestion, uow: DeskUnit) -> Assigned:
    """Back to everybody at the desk."""
    async with uow:
        question, desk_id = await _at_desk(command, uow)
        desk.released(await uow.assignments.held(question.id, desk_id))
        await uow.assignments.remove(question.id, desk_id)
        if command.account_id is not None:
            await uow.assignments.seen(command.account_id, desk_id, uow.now())
    return Assigned(question.id, None, question.version)


async def _require_there(command: AssignQuestion, question: Question, desk_id: UUID, uow: DeskUnit) -> None:
    """Known is the caller himself, an active spokesperson of the agency, and who was last at work here."""
    if command.to is None or command.to == command.account_id:
        return
    if await uow.assignments.last_desk(command.to) == desk_id:
        return
    if await uow.directory.speaker(command.to, desk_id, question.id, uow.now()) is None:
        raise PersonNotAtDesk(field="account_id", account_id=command.to)


async def _at_desk(command: AssignQuestion | ReleaseQuestion, uow: DeskUnit) -> tuple[Question, UUID]:
    question = await uow.questions.get(command.question_id)
    if question is None or not may_read(command.actor, question):
        raise QuestionNotFound
    desk_id = desk.desk_for(command.actor, question)
    question.expect(command.expected_version)
    return question, desk_id
