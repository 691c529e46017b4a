"""Terms and the versioned policies that own them; the figures are configuration, never constants."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from services.questions.domain.escalation import NO_ESCALATION, EscalationRule

LONGEST = 10_000


class TermKind(StrEnum):
    """The four ways to count (Civil Code 2015, articles 147 and 148)."""

    CLOCK_HOURS = "CLOCK_HOURS"
    OFFICE_HOURS = "OFFICE_HOURS"
    WORKING_DAYS = "WORKING_DAYS"
    CALENDAR_DAYS = "CALENDAR_DAYS"

    @property
    def in_days(self) -> bool:
        """Whether the term ends at 24:00 of a day rather than at an instant."""
        return self in (TermKind.WORKING_DAYS, TermKind.CALENDAR_DAYS)


class TargetKind(StrEnum):
    """What must be done in time."""

    TRIAGE = "triage"
    ACCEPT = "accept"
    DRAFT = "draft"
    ANSWER = "answer"
    PUBLISH = "publish"


class PauseReason(StrEnum):
    """Why the terms stand still."""

    CLARIFICATION = "clarification"
    REPORTER_ASKED = "reporter_asked"
    OTHER_AUTHORITY = "other_authority"
    FORCE_MAJEURE = "force_majeure"


class InvalidTerm(ValueError):
    """A term or policy that cannot be counted; the message says why."""


@dataclass(frozen=True)
class Term:
    """So many hours or days of one kind."""

    kind: TermKind
    amount: int

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LONGEST:
            raise InvalidTerm(f"a term is from 1 to {LONGEST}, not {self.amount}")


@dataclass(frozen=True)
class ReceiptRule:
    """When receipt counts as the next day: after `cut_off` local time, or on a day that is not worked."""

    cut_off: time | None = None
    working_days_only: bool = False


@dataclass(frozen=True)
class TargetRule:
    """How one term is counted, and how long before its end there is a warning."""

    kind: TargetKind
    term: Term
    approaching_before: Term
    receipt: ReceiptRule = ReceiptRule()

    def __post_init__(self) -> None:
        if self.approaching_before.kind.in_days:
            raise InvalidTerm("the warning comes so many hours before the end, not days")
        if self.receipt != ReceiptRule() and not self.term.kind.in_days:
            raise InvalidTerm("a receipt rule moves day 0, and a term in hours has none")


@dataclass(frozen=True)
class ExtensionRule:
    """How much more time there may be in all, in the kind of the answer's term, and how many times a round.

    A request counts whatever became of it.
    """

    most: Term
    times: int

    def __post_init__(self) -> None:
        if self.times < 1:
            raise InvalidTerm("a policy with extensions allows at least one")


@dataclass(frozen=True)
class DeadlinePolicy:
    """One version of the rule; `valid_to` is exclusive; a question keeps the version it began under.

    `term`, `approaching_before` and `receipt` are the answer's; `targets` are the others.
    """

    version: str
    term: Term
    legal_basis: str
    valid_from: date
    valid_to: date | None
    approaching_before: Term
    questions_per_day: int
    receipt: ReceiptRule = ReceiptRule()
    targets: tuple[TargetRule, ...] = ()
    pause_reasons: frozenset[PauseReason] = frozenset(PauseReason)
    extension: ExtensionRule | None = None
    escalation: EscalationRule = NO_ESCALATION

    def __post_init__(self) -> None:
        kinds = [each.kind for each in (*self.targets, self.answer)]
        if len(kinds) != len(set(kinds)):
            raise InvalidTerm("a policy has one term of each kind, and that of the answer is its own")
        if self.extension is not None and self.extension.most.kind is not self.term.kind:
            raise InvalidTerm("extensions are counted like the term they extend")
        if self.questions_per_day < 1:
            raise InvalidTerm("a reporter may ask at least one question a day")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise InvalidTerm("a policy ends after it begins")

    @cached_property
    def answer(self) -> TargetRule:
        """The rule of the term that the reporter sees."""
        return TargetRule(TargetKind.ANSWER, self.term, self.approaching_before, self.receipt)

    @property
    def extension_cap(self) -> Term:
        """How much more there may be in all: what the policy says, else the length of the term again."""
        return self.term if self.extension is None else self.extension.most

    @property
    def extension_times(self) -> int:
        """How often more time may be asked for in a round: once where the policy says nothing."""
        return 1 if self.extension is None else self.extension.times

    def rule(self, kind: TargetKind) -> TargetRule | None:
        """The rule of a target, where the policy has one."""
        return next((each for each in (self.answer, *self.targets) if each.kind is kind), None)
