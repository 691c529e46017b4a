"""Who may speak for an agency (NĐ 244/2026/NĐ-CP art. 3): its head, or whoever is assigned to it standing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import ContactRequired, InvalidTerm, SpokespersonRevoked


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
        decision_no: str | None,
        term: Term,
        at: datetime,
    ) -> Self:
        """Raises ContactRequired when a standing spokesperson could not be published as the law asks."""
        if kind is SpokespersonKind.STANDING and not (contact.phone and contact.official_email):
            raise ContactRequired("phone" if not contact.phone else "official_email")
        return cls(spokesperson_id, account_id, agency_id, kind, contact, decision_no, term, at)

    def active(self, at: datetime) -> bool:
        """Whether what is said at this instant is the agency's position."""
        return self.revoked_at is None and self.term.holds(at)

    def revoke(self, at: datetime) -> None:
        """Ends the right to speak at once."""
        if self.revoked_at is not None:
            raise SpokespersonRevoked
        self.revoked_at = at
        self.version += 1
