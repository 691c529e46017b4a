"""Several questions at once, each in its own transaction: one that fails leaves the others done."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID

import msgspec

from services.questions.application.commands import ActOnQuestion
from services.questions.application.commands.details import Details, Routed
from services.questions.application.desk.assigning import (
    AssignQuestion,
    ReleaseQuestion,
    assign_question,
    release_question,
)
from services.questions.application.desk.ports import DeskUnit
from services.questions.application.handlers import act_on_question
from services.questions.domain.visibility import Reader
from services.questions.domain.workflow import Act


class BulkAction(StrEnum):
    """What is done with each."""

    ROUTE = "route"
    ACCEPT = "accept"
    PUBLISH = "publish"
    TAKE = "take"
    GIVE = "give"
    RELEASE = "release"


class BulkItem(msgspec.Struct, frozen=True, kw_only=True):
    """One question in the version that the caller has read."""

    question_id: UUID
    version: int


class BulkCommand(msgspec.Struct, frozen=True, kw_only=True):
    """The same for all; `agency_id` for routing, `to` for giving."""

    action: BulkAction
    actor: Reader
    account_id: UUID | None
    agency_id: UUID | None
    to: UUID | None
    reason: str | None
    items: tuple[BulkItem, ...]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one question: its version now, or what was raised."""

    question_id: UUID
    version: int | None = None
    error: Exception | None = None


async def act_on_many(command: BulkCommand, unit: Callable[[], DeskUnit]) -> Sequence[Done]:
    """In the order of the list; each result stands alone."""
    done = []
    for item in command.items:
        try:
            done.append(Done(question_id=item.question_id, version=await _one(command, item, unit())))
        except Exception as error:  # noqa: BLE001 - the door tells each refusal beside the others
            done.append(Done(question_id=item.question_id, error=error))
    return done


async def _one(command: BulkCommand, item: BulkItem, uow: DeskUnit) -> int:
    match command.action:
        case BulkAction.TAKE | BulkAction.GIVE:
            return await _assign(command, item, uow)
        case BulkAction.RELEASE:
            return await _release(command, item, uow)
        case _:
            return await _act(command, item, uow)


async def _act(command: BulkCommand, item: BulkItem, uow: DeskUnit) -> int:
    details: Details = None
    if command.action is BulkAction.ROUTE and command.agency_id is not None:
        details = Routed(agency_id=command.agency_id, reason=command.reason)
    wanted = ActOnQuestion(
        act=_ACTS[command.action],
        question_id=item.question_id,
        actor=command.actor,
        account_id=command.account_id,
        expected_version=item.version,
        details=details,
    )
    return (await act_on_question(wanted, uow)).question.version


_ACTS = {BulkAction.ROUTE: Act.ROUTE, BulkAction.ACCEPT: Act.ACCEPT, BulkAction.PUBLISH: Act.PUBLISH}


async def _assign(command: BulkCommand, item: BulkItem, uow: DeskUnit) -> int:
    wanted = AssignQuestion(
        question_id=item.question_id,
        actor=command.actor,
        account_id=command.account_id,
        to=command.to if command.action is BulkAction.GIVE else None,
        expected_version=item.version,
    )
    return (await assign_question(wanted, uow)).question_version


async def _release(command: BulkCommand, item: BulkItem, uow: DeskUnit) -> int:
    wanted = ReleaseQuestion(
        question_id=item.question_id,
        actor=command.actor,
        account_id=command.account_id,
        expected_version=item.version,
    )
    return (await release_question(wanted, uow)).question_version
