"""The stored due date is a cache: facts are kept, and what they make due is derived again (ADR 0013)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from services.questions.application.ports import UnitOfWork
from services.questions.domain.clock import derive
from services.questions.domain.deadline import Deadline
from services.questions.domain.history import Fact, Received
from services.questions.domain.model import Question
from shared.contracts.questions import DeadlineRecomputed

Cause = Literal["calendar", "policy", "clarification", "extension", "reopening"]


async def deadline_of(uow: UnitOfWork, question: Question, more: Sequence[Fact] = ()) -> Deadline:
    """The answer's term as the question's history makes it, with facts that are about to be added."""
    stored = await uow.history.of(question.id)
    rules = await uow.rulebook.rules(question.policy_version, question.calendar_version)
    history = [Received(question.submitted_at), *stored, *more]
    return derive(history, rules.policy, rules.calendar).answer.deadline


async def reclock(uow: UnitOfWork, question: Question, added: Sequence[Fact], cause: Cause | None) -> None:
    """Keeps the facts; with a cause also derives the term again, and tells it where it moved."""
    if cause is not None:
        moved = await deadline_of(uow, question, added)
        if moved.due_at != question.due_at:
            uow.outbox.add(_moved(question, moved, cause, uow.now()))
    for fact in added:
        uow.history.add(question.id, fact)


def _moved(question: Question, new: Deadline, cause: Cause, now: datetime) -> DeadlineRecomputed:
    previous, lifted = question.due_at, question.breach_told and new.met_by(now)
    question.due_at, question.late_from, question.approaching_at = (
        new.due_at,
        new.late_from,
        new.approaching_at,
    )
    question.approaching_told, question.breach_told = False, question.breach_told and not lifted
    return DeadlineRecomputed(
        aggregate_version=question.next_version(),
        question_id=question.id,
        agency_id=question.lead_agency_id,
        previous_due_at=previous,
        due_at=new.due_at,
        cause=cause,
        breach_lifted=lifted,
        calendar_version=question.calendar_version,
        recomputed_at=now,
    )
