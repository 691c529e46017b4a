"""Who may speak for an agency (NĐ 244/2026/NĐ-CP art. 3): its head, or whoever is assigned to it standing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    ContactRequired,
    DecisionInFuture,
    DecisionRequired,
    EntryPublished,
    InvalidTerm,
    SpokespersonRevoked,
)

PUBLISH_WITHIN = timedelta(hours=24)
"""Of the decision, on the portal (NĐ 244/2026/NĐ-CP art. 3): clock hours, at night and on holidays too."""


class SpokespersonKind(StrEnum):
    """HEAD: người đứng đầu; STANDING: giao nhiệm vụ thường xuyên. Delegation is an act of its own."""

    HEAD = "HEAD"
    STANDING = "STANDING"


@dataclass(frozen=True)
class Contact:
    """Public by law, unlike any other person's."""

    full_name: str
    position: str
    phone: str | None = None
    official_email: str | None = None

    def require_complete(self) -> None:
        """Raises ContactRequired when it could not be published as the law asks."""
        if not (self.phone and self.official_email):
            raise ContactRequired("phone" if not self.phone else "official_email")


@dataclass(frozen=True)
class Term:
    """From `valid_from`, inclusive, to `valid_to`, exclusive; open when None."""

    valid_from: datetime
    valid_to: datetime | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise InvalidTerm("valid_to")

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies in the term."""
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)

    def overlaps(self, other: "Term") -> bool:
        """Whether some instant lies in both."""
        starts = self.valid_to is None or other.valid_from < self.valid_to
        return starts and (other.valid_to is None or self.valid_from < other.valid_to)


@dataclass(frozen=True)
class Decision:
    """The written act behind an assignment, and when it was taken."""

    number: str | None
    taken_at: datetime


@dataclass(eq=False)
class Spokesperson:
    """One assignment of one person; a new decision is a new spokesperson."""

    id: UUID
    account_id: UUID
    agency_id: UUID
    kind: SpokespersonKind
    contact: Contact
    decision_no: str | None
    term: Term
    assigned_at: datetime
    decision_at: datetime
    entry_due_at: datetime | None = None
    published_at: datetime | None = None
    overdue_told_at: datetime | None = None
    revoked_at: datetime | None = None
    version: int = 1

    @classmethod
    def assign(
        cls,
        *,
        spokesperson_id: UUID,
        account_id: UUID,
        agency_id: UUID,
        kind: SpokespersonKind,
        contact: Contact,
        decision: Decision,
        term: Term,
        at: datetime,
    ) -> Self:
        """Raises DecisionRequired for a standing spokesperson without number, or DecisionInFuture."""
        standing = kind is SpokespersonKind.STANDING
        if standing and decision.number is None:
            raise DecisionRequired("decision_no")
        if decision.taken_at > at:
            raise DecisionInFuture("decision_at")
        made = cls(
            spokesperson_id,
            account_id,
            agency_id,
            kind,
            contact,
            decision.number,
            term,
            at,
            decision.taken_at,
        )
        made.entry_due_at = decision.taken_at + PUBLISH_WITHIN if standing else None
        return made

    @property
    def publishable(self) -> bool:
        """Whether the entry has all that it needs; of a head the law asks nothing."""
        complete = bool(self.contact.phone and self.contact.official_email)
        return complete or self.kind is SpokespersonKind.HEAD

    def active(self, at: datetime) -> bool:
        """Whether what is said at this instant is the agency's position."""
        return self.revoked_at is None and self.term.holds(at)

    def publish(self, contact: Contact, at: datetime) -> None:
        """Puts the entry into the directory. Raises EntryPublished, SpokespersonRevoked, ContactRequired."""
        if self.published_at is not None:
            raise EntryPublished
        if self.revoked_at is not None:
            raise SpokespersonRevoked
        if self.kind is SpokespersonKind.STANDING:
            contact.require_complete()
        self.contact, self.published_at = contact, at
        self.version += 1

    def notice_overdue(self, at: datetime) -> bool:
        """Whether the duty to publish is broken and nobody has been told; true once."""
        duty = self.entry_due_at is not None and self.published_at is None and self.revoked_at is None
        if not duty or self.overdue_told_at is not None or not self._late(at):
            return False
        self.overdue_told_at = at
        self.version += 1
        return True

    @property
    def on_time(self) -> bool:
        """Whether the entry was published within its term, or none ran."""
        return self.published_at is not None and not self._late(self.published_at)

    def _late(self, at: datetime) -> bool:
        return self.entry_due_at is not None and at > self.entry_due_at

    def revoke(self, at: datetime) -> None:
        """Ends the right to speak at once."""
        if self.revoked_at is not None:
            raise SpokespersonRevoked
        self.revoked_at = at
        self.version += 1
