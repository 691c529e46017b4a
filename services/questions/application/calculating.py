"""The public calculator: the same clock as for questions, on whatever somebody wants to know."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.questions.application.office import local_date
from services.questions.application.ports import Rules
from services.questions.application.reading import Queries
from services.questions.application.trace_text import explained
from services.questions.application.views import TraceStep
from services.questions.domain.clock import derive
from services.questions.domain.errors import InvalidCalculation, NoPolicyInForce
from services.questions.domain.history import Extended, Fact, Paused, Received, Resumed
from services.questions.domain.pausing import require_allowed
from services.questions.domain.terms import (
    DeadlinePolicy,
    InvalidTerm,
    PauseReason,
    ReceiptRule,
    Term,
    TermKind,
)
from services.questions.domain.timeline import InvalidHistory
from shared.i18n import Language

_YEARS = range(1990, 2101)


class AskedPause(msgspec.Struct, frozen=True, kw_only=True):
    """Without `until` it lasts still."""

    since: datetime
    until: datetime | None
    reason: PauseReason


class AskedExtension(msgspec.Struct, frozen=True, kw_only=True):
    """Either an amount or an end."""

    decided_at: datetime
    extension_id: UUID
    amount: Term | None
    until: datetime | None


class Calculate(msgspec.Struct, frozen=True, kw_only=True):
    """`term` and `receipt` count instead of the policy's where they are given."""

    received_at: datetime
    policy_version: str | None
    agency_id: UUID | None
    term: Term | None
    receipt: ReceiptRule | None
    pauses: tuple[AskedPause, ...]
    extensions: tuple[AskedExtension, ...]


class CalculationView(msgspec.Struct, frozen=True, kw_only=True):
    """When the term ends, and why; a term in days ends at the end of `last_day`, before `due_at`."""

    due_at: datetime
    original_due_at: datetime
    approaching_at: datetime
    last_day: date
    kind: TermKind
    amount: int
    summary: str
    legal_basis: str | None
    policy_version: str | None
    calendar_version: str
    trace: list[TraceStep]


async def calculate(asked: Calculate, queries: Queries, language: Language) -> CalculationView:
    """Raises NoPolicyInForce, CalendarTooShort, PauseNotAllowed, InvalidCalculation."""
    if any(each.year not in _YEARS for each in _instants(asked)):
        raise InvalidCalculation
    rules = await queries.rules_at(local_date(asked.received_at), asked.policy_version)
    if rules is None:
        raise NoPolicyInForce
    if asked.term is None:
        require_allowed((each.reason for each in asked.pauses), rules.policy, "pauses")
    calendar = rules.calendar.of(asked.agency_id)
    try:
        policy = _policy(asked, rules)
        clock = derive(_history(asked), policy, calendar)
    except (InvalidTerm, InvalidHistory) as error:
        raise InvalidCalculation from error
    found = explained(clock, policy.answer, calendar, language)
    own = asked.term is not None
    return CalculationView(
        due_at=found.due_at,
        original_due_at=found.original_due_at,
        approaching_at=clock.answer.deadline.approaching_at.astimezone(calendar.zone),
        last_day=found.last_day,
        kind=policy.term.kind,
        amount=policy.term.amount,
        summary=found.summary,
        legal_basis=None if own else policy.legal_basis,
        policy_version=None if own else policy.version,
        calendar_version=calendar.version,
        trace=found.trace,
    )


def _instants(asked: Calculate) -> Iterator[datetime]:
    yield asked.received_at
    for pause in asked.pauses:
        yield from (pause.since, pause.until or pause.since)
    for more in asked.extensions:
        yield from (more.decided_at, more.until or more.decided_at)


def _policy(asked: Calculate, rules: Rules) -> DeadlinePolicy:
    policy = rules.policy
    receipt = asked.receipt or (ReceiptRule() if asked.term else policy.receipt)
    return DeadlinePolicy(
        version=policy.version,
        term=asked.term or policy.term,
        legal_basis=policy.legal_basis,
        valid_from=policy.valid_from,
        valid_to=policy.valid_to,
        approaching_before=policy.approaching_before,
        questions_per_day=policy.questions_per_day,
        receipt=receipt,
    )


def _history(asked: Calculate) -> list[Fact]:
    history: list[Fact] = [Received(asked.received_at)]
    for each in sorted(asked.pauses, key=lambda one: one.since):
        history.append(Paused(each.since, each.reason))
        if each.until is not None:
            if each.until < each.since:
                raise InvalidHistory("a pause ends after it begins")
            history.append(Resumed(each.until))
    extensions = asked.extensions
    return history + [Extended(e.decided_at, e.extension_id, e.amount, e.until) for e in extensions]
