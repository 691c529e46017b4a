"""Terms and the versioned policies that own them; the figures are configuration, never constants."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

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
class DeadlinePolicy:
    """One version of the rule; `valid_to` is exclusive; a question keeps the version it began under."""

    version: str
    term: Term
    legal_basis: str
    valid_from: date
    valid_to: date | None
    approaching_before: Term
    questions_per_day: int
    receipt: ReceiptRule = ReceiptRule()

    def __post_init__(self) -> None:
        if self.approaching_before.kind.in_days:
            raise InvalidTerm("the warning comes so many hours before the end, not days")
        if self.receipt != ReceiptRule() and not self.term.kind.in_days:
            raise InvalidTerm("a receipt rule moves day 0, and a term in hours has none")
        if self.questions_per_day < 1:
            raise InvalidTerm("a reporter may ask at least one question a day")
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise InvalidTerm("a policy ends after it begins")
