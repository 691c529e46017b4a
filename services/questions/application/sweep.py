"""Tells what time has brought: terms that end soon or have ended, superiors who must know; each once."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from services.questions.application import happened
from services.questions.application.deadlines import escalated, target_told
from services.questions.application.ports import Claimed, Rules
from services.questions.application.sweep_ports import SweepUnit
from services.questions.domain.errors import CalendarTooShort
from services.questions.domain.terms import TargetKind
from services.questions.domain.wakeups import ESCALATION, Wakeup, escalation_of

logger = logging.getLogger(__name__)
BATCH = 500
Round = Callable[[SweepUnit, int], Awaitable[int]]


async def sweep_deadlines(new_uow: Callable[[], SweepUnit], batch: int = BATCH) -> int:
    """Claims batch after batch, each its own transaction, until nothing is due; the number of events told."""
    told = 0
    for one in (_warn, _breach, *_TARGETS, _escalate):
        told += await _drain(new_uow, batch, one)
    return told


async def _drain(new_uow: Callable[[], SweepUnit], batch: int, one: Round) -> int:
    told = 0
    while True:
        async with new_uow() as uow:
            claimed = await one(uow, batch)
        told += claimed
        if not claimed:
            return told


async def _warn(uow: SweepUnit, batch: int) -> int:
    claimed = await uow.deadlines.claim_approaching(uow.now(), batch)
    for each in claimed:
        uow.outbox.add(happened.approaching(each))
    return len(claimed)


async def _breach(uow: SweepUnit, batch: int) -> int:
    claimed = await uow.deadlines.claim_breached(uow.now(), batch)
    for each in claimed:
        uow.outbox.add(happened.overdue(each))
    await _set_ladders(claimed, uow)
    return len(claimed)


async def _set_ladders(claimed: Sequence[Claimed], uow: SweepUnit) -> None:
    for each in claimed:
        rules = await uow.rulebook.rules(each.policy_version, each.calendar_version)
        found = _ladder(each, rules)
        if found is not None:
            await uow.wakeups.set(each.question_id, found, uow.now())


def _ladder(claimed: Claimed, rules: Rules) -> Wakeup | None:
    """None too where the calendar ends before the ladder does: the breach is told all the same."""
    try:
        return escalation_of(claimed.due_at, claimed.late_from, rules.policy, rules.calendar, runs=True)
    except CalendarTooShort:
        logger.warning(
            "calendar %s ends before the ladder of %s", rules.calendar.version, claimed.question_id
        )
        return None


def _target(kind: TargetKind) -> Round:
    """The rounds of one kind, until the warnings and breaches of all are told."""

    async def tell(uow: SweepUnit, batch: int) -> int:
        claimed = await uow.wakeups.claim(kind.value, uow.now(), batch)
        for each in claimed:
            uow.outbox.add(target_told(each, kind))
        return len(claimed)

    return tell


_TARGETS = [_target(kind) for kind in TargetKind if kind is not TargetKind.ANSWER]


async def _escalate(uow: SweepUnit, batch: int) -> int:
    claimed = await uow.wakeups.claim(ESCALATION, uow.now(), batch)
    for each in claimed:
        uow.outbox.add(await escalated(each, uow))
    return len(claimed)
