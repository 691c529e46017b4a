"""The one way of every act: load, look up the row of the table, change, put on file, count again, tell."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from services.questions.application.case import CaseEntry
from services.questions.application.clocking import Cause, reclock
from services.questions.application.commands import ActOnQuestion
from services.questions.application.commands.details import Detail
from services.questions.application.ports import UnitOfWork
from services.questions.application.possibilities import Possibilities, speaker_of
from services.questions.application.texts import tidied
from services.questions.domain.answer import Answer, Speaker
from services.questions.domain.errors import (
    AgencyUnknown,
    DomainError,
    NotAnActiveSpokesperson,
    QuestionNotFound,
)
from services.questions.domain.history import (
    Accepted,
    Answered,
    Bounced,
    Drafted,
    Ended,
    Fact,
    Paused,
    Published,
    Reopened,
    Resumed,
    Routed,
)
from services.questions.domain.model import Question
from services.questions.domain.terms import PauseReason
from services.questions.domain.visibility import Reader, may_read
from services.questions.domain.workflow import Act, Effect, Part, Transition, decide, parts_of
from shared.contracts.event import Event

D = TypeVar("D", bound=Detail)
Head = dict[str, Any]
"""The two fields that every event of a question has: its version and the question's id."""


@dataclass
class Doing:
    """One act while it is done; `facts` are those that the act adds beside the effects of its row."""

    command: ActOnQuestion
    question: Question
    uow: UnitOfWork
    now: datetime
    parts: frozenset[Part] = frozenset()
    speaker: Speaker | None = None
    facts: list[Fact] = field(default_factory=list)
    answer: Answer | None = None
    child: Question | None = None

    @property
    def agency_id(self) -> UUID | None:
        """The agency for which the caller acts; IOC and askers act for none."""
        return self.command.actor.answers_for

    @property
    def lead_id(self) -> UUID:
        """The agency that has the question; the table lets nobody here without one."""
        return self.question.lead_agency_id or self.question.id

    def given(self, kind: type[D]) -> D:
        """The details of the act."""
        details = self.command.details
        if not isinstance(details, kind):
            raise TypeError(f"{self.command.act} needs {kind.__name__}")
        return details

    def speaks(self) -> Speaker:
        """The active spokesperson who acts."""
        if self.speaker is None:
            raise NotAnActiveSpokesperson
        return self.speaker

    def head(self) -> Head:
        """Of the next event."""
        return {"aggregate_version": self.question.next_version(), "question_id": self.question.id}

    async def must_know(self, field: str, agency_id: UUID) -> None:
        """Raises AgencyUnknown naming the field."""
        if not await self.uow.directory.knows_agency(agency_id, self.now):
            raise AgencyUnknown(field=field, agency_id=agency_id)


class Done(msgspec.Struct, frozen=True):
    """The question after the act, with the answer or the new question that came of it."""

    question: Question
    answer: Answer | None = None
    child: Question | None = None


Tell = Callable[[Head], Event]
Change = Callable[[Doing], Awaitable[Tell]]
"""Changes the question for one act, and returns how to tell it once the clock is right."""


async def performed(
    command: ActOnQuestion, change: Change, uow: UnitOfWork, *, by_time: bool = False
) -> Done:
    """Raises what the table, the version or the act itself refuses, with the acts possible instead."""
    if command.details is not None:
        command = msgspec.structs.replace(command, details=tidied(command.details))
    async with uow:
        question = await visible(command.question_id, command.actor, uow, by_time=by_time)
        parts = frozenset({Part.TIME}) if by_time else parts_of(command.actor, question, uow.practice.office)
        could = Possibilities(parts, question)
        doing = Doing(command, question, uow, uow.now(), parts)
        try:
            await _do(doing, change)
        except DomainError as error:
            error.possible = await could.of(command.account_id, uow)
            raise
    return Done(question, doing.answer, doing.child)


async def visible(question_id: UUID, actor: Reader, uow: UnitOfWork, *, by_time: bool = False) -> Question:
    """For change; raises QuestionNotFound where the actor may not know of it."""
    question = await uow.questions.get(question_id)
    if question is None or not (by_time or may_read(actor, question)):
        raise QuestionNotFound
    return question


async def _do(doing: Doing, change: Change) -> None:
    command, question, before = doing.command, doing.question, doing.question.status
    row = decide(command.act, doing.parts, question, command.expected_version)
    if doing.parts.intersection(row.by) == {Part.SPEAKER}:
        doing.speaker = await speaker_of(question, doing.command.account_id, doing.uow)
        doing.speaks()
    tell = await change(doing)
    question.clarification_answered = row.act is Act.CLARIFY
    if row.to:
        question.status = question.resumes_as if len(row.to) > 1 and question.resumes_as else min(row.to)
    doing.facts += [_FACTS[effect](question, doing.now) for effect in row.effects]
    await reclock(doing.uow, question, doing.facts, _CAUSES.get(command.act))
    doing.uow.outbox.add(tell(doing.head()))
    if command.act is not Act.RATE:
        doing.uow.casefile.add(_entry(doing, row, before.value))


def _entry(doing: Doing, row: Transition, before: str) -> CaseEntry:
    part = next((part for part in row.by if part in doing.parts), Part.TIME)
    return CaseEntry(
        question_id=doing.question.id,
        version=doing.question.version,
        round=doing.question.round,
        act=row.act,
        part=part,
        status_before=before,
        status_after=doing.question.status.value,
        account_id=doing.command.account_id,
        agency_id=doing.agency_id,
        at=doing.now,
        details=msgspec.to_builtins(doing.command.details),
    )


_FACTS: Mapping[Effect, Callable[[Question, datetime], Fact]] = {
    Effect.ROUTES: lambda one, at: Routed(at, one.lead_agency_id or one.id),
    Effect.ACCEPTS: lambda one, at: Accepted(at, one.lead_agency_id or one.id),
    Effect.PAUSES: lambda one, at: Paused(at, one.paused_for or PauseReason.CLARIFICATION),
    Effect.RESUMES: lambda _, at: Resumed(at),
    Effect.DRAFTS: lambda _, at: Drafted(at),
    Effect.STOPS: lambda _, at: Answered(at),
    Effect.PUBLISHES: lambda one, at: Published(at, one.exclusive_until),
    Effect.REOPENS: lambda _, at: Reopened(at),
    Effect.BOUNCES: lambda one, at: Bounced(at, one.lead_agency_id or one.id),
    Effect.ENDS: lambda _, at: Ended(at),
}
_CAUSES: Mapping[Act, Cause] = {
    Act.REQUEST_CLARIFICATION: "clarification",
    Act.CLARIFY: "clarification",
    Act.GO_ON: "clarification",
    Act.PAUSE: "clarification",
    Act.RESUME: "clarification",
    Act.DECIDE_EXTENSION: "extension",
    Act.REVERSE_EXTENSION: "extension",
    Act.REOPEN: "reopening",
}
"""The acts after which the term is derived again."""
