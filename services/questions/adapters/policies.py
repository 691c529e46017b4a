"""A deadline policy as its row has it."""

from typing import Any

import msgspec
from msgspec import structs

from services.questions.domain.escalation import EscalationRule
from services.questions.domain.terms import (
    DeadlinePolicy,
    ExtensionRule,
    PauseReason,
    ReceiptRule,
    TargetRule,
    Term,
    TermKind,
)


class PolicyDetails(msgspec.Struct, frozen=True):
    """The parts of a policy besides the answer's own term."""

    targets: tuple[TargetRule, ...] = ()
    pause_reasons: frozenset[PauseReason] = frozenset(PauseReason)
    extension: ExtensionRule | None = None
    escalation: EscalationRule = EscalationRule()


def policy_of(row: Any) -> DeadlinePolicy:
    """A stored row as the domain reads it."""
    return DeadlinePolicy(
        version=row["version"],
        term=Term(TermKind(row["kind"]), row["amount"]),
        legal_basis=row["legal_basis"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        approaching_before=Term(TermKind(row["approaching_kind"]), row["approaching_amount"]),
        questions_per_day=row["questions_per_day"],
        receipt=ReceiptRule(row["receipt_cut_off"], row["receipt_working_days_only"]),
        **structs.asdict(msgspec.json.decode(row["details"], type=PolicyDetails)),
    )
