"""The stored due date is a cache: facts are kept, and what they make due is derived again (ADR 0013)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from services.questions.application.ports import Rules, UnitOfWork
from services.questions.domain.clock import Clock, derive
from services.questions.domain.deadline import Deadline
from services.questions.domain.history import Fact, Received
from services.questions.domain.model import Question
from services.questions.domain.wakeups import ESCALATION, wakeups
from shared.contracts.questions import DeadlineRecomputed

Cause = Literal["calendar", "policy", "clarification", "extension", "reopening"]


async def deadline_of(uow: UnitOfWork, question: Question, more: Sequence[Fact] = ()) -> Deadline:
    """The answer's term as the question's history makes it, with facts that are about to be added."""
    return (await _derived(uow, question, more))[0].answer.deadline


async def reclock(uow: UnitOfWork, question: Question, added: Sequence[Fact], cause: Cause | None) -> None:
    """Keeps the facts and derives all terms again; with a cause it tells where the answer's has moved."""
    if cause is None and not added:
        return
    clock, rules = await _derived(uow, question, added)
    if cause is not None and clock.answer.due_at != question.due_at:
        uow.outbox.add(moved(question, clock.answer.deadline, cause, uow.now()))
    for fact in added:
        uow.history.add(question.id, fact)
    await uow.wakeups.put(question.id, wakeups(clock, rules.policy, rules.calendar), uow.now())


async def begin_clock(uow: UnitOfWork, question: Question, facts: Sequence[Fact]) -> None:
    """What time will bring to a new question, its ladder apart: the sweep sets that when it is late."""
    rules = await uow.rulebook.rules(question.policy_version, question.calendar_version)
    if not rules.policy.targets:
        return  # the answer's own term is on the question
    clock = derive([Received(question.submitted_at), *facts], rules.policy, rules.calendar)
    for each in wakeups(clock, rules.policy, rules.calendar):
        if each.runs and each.kind != ESCALATION:
            uow.wakeups.begin(question.id, each)


async def _derived(uow: UnitOfWork, question: Question, more: Sequence[Fact]) -> tuple[Clock, Rules]:
    stored = await uow.history.of(question.id)
    rules = await uow.rulebook.rules(question.policy_version, question.calendar_version)
    history = [Received(question.submitted_at), *stored, *more]
    return derive(history, rules.policy, rules.calendar), rules


def moved(question: Question, new: Deadline, cause: Cause, now: datetime) -> DeadlineRecomputed:
    """The question gets the new term; a breach that was told is lifted where the new one lies ahead."""
    previous, lifted = question.due_at, question.breach_told and new.met_by(now)
    question.due_at, question.late_from, question.approaching_at = (
        new.due_at,
        new.late_from,
        new.approaching_at,
    )
    question.breach_told = question.breach_told and not lifted
    # Nobody is warned of a term that has ended already.
    question.approaching_told = question.breach_told
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
