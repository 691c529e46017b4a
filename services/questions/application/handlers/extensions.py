"""More time: asked by the agency as often in a round as its policy allows, decided by IOC, reversible.

The original end is kept. Only the latest extension can be reversed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.questions.application.clocking import deadline_of
from services.questions.application.commands.details import Decided, MoreTime, Reasoned
from services.questions.application.handlers.acting import Change, Doing, Tell
from services.questions.domain import errors
from services.questions.domain.history import Extended, ExtensionReversed, Received
from services.questions.domain.model import ExtensionState
from services.questions.domain.terms import Term, TermKind
from services.questions.domain.timeline import read
from services.questions.domain.workflow import Act
from shared.clock import PROVINCE_ZONE
from shared.contracts.questions import (
    ExtensionDenied,
    ExtensionGranted,
    ExtensionRequested,
)
from shared.contracts.questions import (
    ExtensionReversed as ExtensionTakenBack,
)
from shared.ids import uuid7


async def _request(doing: Doing) -> Tell:
    """At most by the cap of the policy, earlier extensions counted in, and before the term ends."""
    asked, question = doing.given(MoreTime), doing.question
    if question.is_late(doing.now):
        raise errors.ExtensionTooLate
    rules = await doing.uow.rulebook.rules(question.policy_version, question.calendar_version)
    left = (question.extension_asked or {"left": rules.policy.extension_times})["left"] - 1
    known = {"id": str(uuid7()), "left": left, **_amount(asked, rules.policy.term.kind)}
    wanted = await deadline_of(doing.uow, question, [_extended(known, doing.now)])
    if wanted.due_at <= question.due_at:
        raise errors.ExtensionNotLater(field="until" if asked.until else "amount")
    most = Extended(doing.now, UUID(known["id"]), rules.policy.extension_cap, None)
    latest = await deadline_of(doing.uow, question, [*await _undone(doing), most])
    if wanted.due_at > latest.due_at:
        shown = latest.due_at.astimezone(PROVINCE_ZONE).isoformat(timespec="minutes")
        raise errors.ExtensionOverCap(field="until" if asked.until else "amount", latest=shown)
    question.extension, question.extension_asked = ExtensionState.REQUESTED, known
    return lambda head: ExtensionRequested(
        **head, agency_id=doing.lead_id, due_at=question.due_at, requested_at=doing.now
    )


async def _undone(doing: Doing) -> Sequence[ExtensionReversed]:
    """As if no extension of this round had been granted: the cap is how much more there may be in all."""
    stored = await doing.uow.history.of(doing.question.id)
    line = read([Received(doing.question.submitted_at), *stored])
    return [ExtensionReversed(doing.now, granted) for granted in line.extensions]


async def _decide(doing: Doing) -> Tell:
    question, before = doing.question, doing.question.due_at
    place: dict[str, Any] = {"agency_id": question.lead_agency_id}
    if not doing.given(Decided).granted:
        question.extension = ExtensionState.DENIED
        return lambda head: ExtensionDenied(**head, **place, due_at=before, denied_at=doing.now)
    question.extension = ExtensionState.GRANTED
    doing.facts.append(_extended(question.extension_asked or {}, doing.now))
    return lambda head: ExtensionGranted(
        **head, **place, original_due_at=before, due_at=question.due_at, granted_at=doing.now
    )


async def _reverse(doing: Doing) -> Tell:
    doing.given(Reasoned)
    question = doing.question
    question.extension = ExtensionState.REVERSED
    doing.facts.append(ExtensionReversed(doing.now, UUID((question.extension_asked or {})["id"])))
    return lambda head: ExtensionTakenBack(
        **head, agency_id=question.lead_agency_id, due_at=question.due_at, reversed_at=doing.now
    )


def _amount(asked: MoreTime, kind: TermKind) -> dict[str, Any]:
    by_length = asked.kind is not None and asked.amount is not None
    if by_length == (asked.until is not None) or (asked.kind is None) != (asked.amount is None):
        raise errors.ExtensionUnclear(field="until")
    if asked.kind not in (None, kind):
        raise errors.ExtensionOfAnotherKind(field="kind", kind=kind.value)
    until = None if asked.until is None else asked.until.isoformat()
    return {"kind": asked.kind, "amount": asked.amount, "until": until}


def _extended(known: Mapping[str, Any], at: datetime) -> Extended:
    term = Term(TermKind(known["kind"]), known["amount"]) if known["kind"] else None
    until = datetime.fromisoformat(known["until"]) if known["until"] else None
    return Extended(at, UUID(known["id"]), term, until)


CHANGES: Mapping[Act, Change] = {
    Act.REQUEST_EXTENSION: _request,
    Act.DECIDE_EXTENSION: _decide,
    Act.REVERSE_EXTENSION: _reverse,
}
