"""The events of what the sweep finds, besides the answer's own term."""

from collections.abc import Mapping

from services.questions.application.sweep_ports import SweepUnit
from services.questions.application.wakeups import ClaimedWakeup, Superior
from services.questions.domain.terms import TargetKind
from shared.contracts.event import Event
from shared.contracts.questions import (
    EscalationRightAccrued,
    QuestionEscalated,
    Target,
    TargetApproaching,
    TargetBreached,
)

_NAMES: Mapping[TargetKind, Target] = {
    TargetKind.TRIAGE: "triage",
    TargetKind.ACCEPT: "accept",
    TargetKind.DRAFT: "draft",
    TargetKind.PUBLISH: "publish",
}


def target_told(claimed: ClaimedWakeup, kind: TargetKind) -> TargetApproaching | TargetBreached:
    """The first moment of a target is the warning, the second the breach."""
    event = TargetApproaching if claimed.told == 1 else TargetBreached
    return event(
        aggregate_version=claimed.version,
        question_id=claimed.question_id,
        agency_id=claimed.lead_agency_id,
        target=_NAMES[kind],
        due_at=claimed.due_at,
    )


async def escalated(claimed: ClaimedWakeup, uow: SweepUnit) -> Event:
    """The step of the ladder that is due: the newsroom's right, or a superior by name."""
    rules = await uow.rulebook.rules(claimed.policy_version, claimed.calendar_version)
    rule = rules.policy.escalation
    rung = rule.steps[claimed.told - 1]
    if rung is None:
        return EscalationRightAccrued(
            aggregate_version=claimed.version,
            question_id=claimed.question_id,
            agency_id=claimed.lead_agency_id,
            press_agency_id=claimed.press_agency_id,
            due_at=claimed.due_at,
            accrued_at=claimed.moment,
            legal_basis=rule.right or "",
        )
    superior = await _superior(claimed, rung.levels_up, uow)
    uow.hierarchy.record(claimed.question_id, rung.levels_up, superior, uow.now())
    return QuestionEscalated(
        aggregate_version=claimed.version,
        question_id=claimed.question_id,
        agency_id=claimed.lead_agency_id,
        level=rung.levels_up,
        superior_agency_id=superior.agency_id if superior else None,
        superior_account_id=superior.account_id if superior else None,
        due_at=claimed.due_at,
        escalated_at=uow.now(),
    )


async def _superior(claimed: ClaimedWakeup, levels_up: int, uow: SweepUnit) -> Superior | None:
    """Nobody where the question lies with no agency: then it is the routing desk that is late."""
    if claimed.lead_agency_id is None:
        return None
    return await uow.hierarchy.superior(claimed.lead_agency_id, levels_up, uow.now())
