"""A delegation to speak (NĐ 244/2026/NĐ-CP art. 3.5-3.6): by the head, written, one matter, limited time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    DelegateIsDelegator,
    DelegationNotWritten,
    DelegationRevoked,
    DelegationWithoutEnd,
    OnlyHeadDelegates,
    TermIsOver,
)
from services.identity.domain.model.spokesperson import Contact, Spokesperson, SpokespersonKind, Term

LONGEST_YEARS = 5
"""The decree asks for a limited time and names no number; this is ours: a term of office, for one matter."""
_LONGEST = timedelta(days=LONGEST_YEARS * 366)


class MatterKind(StrEnum):
    """What one may be asked to speak about."""

    QUESTION = "question"
    RELEASE = "release"
    PRESS_EVENT = "press_event"
    INCIDENT = "incident"


@dataclass(frozen=True)
class Matter:
    """The one concrete thing that a delegate may speak about."""

    kind: MatterKind
    id: UUID


@dataclass(eq=False)
class SpeakingDelegation:
    """One document, one delegate, one matter; another matter is another delegation.

    The head signs for the agency, so the delegation outlasts his term; the next head may revoke it.
    """

    id: UUID
    delegator_id: UUID
    """The head's spokesperson id."""
    account_id: UUID
    agency_id: UUID
    contact: Contact
    matter: Matter
    document_no: str
    term: Term
    signed_at: datetime
    revoked_at: datetime | None = None
    version: int = 1

    @classmethod
    def sign(
        cls,
        *,
        delegation_id: UUID,
        delegator: Spokesperson,
        account_id: UUID,
        contact: Contact,
        matter: Matter,
        document_no: str | None,
        term: Term,
        at: datetime,
    ) -> Self:
        """Raises OnlyHeadDelegates, or says what the document lacks or gets wrong."""
        if delegator.kind is not SpokespersonKind.HEAD or not delegator.active(at):
            raise OnlyHeadDelegates
        if document_no is None:
            raise DelegationNotWritten("document_no")
        if term.valid_to is None or term.valid_to - at > _LONGEST:
            raise DelegationWithoutEnd("valid_to", years=LONGEST_YEARS)
        if term.valid_to <= at:
            raise TermIsOver("valid_to")
        if account_id == delegator.account_id:
            raise DelegateIsDelegator("personal_identifier")
        agency_id = delegator.agency_id
        return cls(delegation_id, delegator.id, account_id, agency_id, contact, matter, document_no, term, at)

    def active(self, at: datetime) -> bool:
        """Whether the delegate may speak on the matter at this instant."""
        return self.revoked_at is None and self.term.holds(at)

    def revoke(self, at: datetime) -> None:
        """Ends it at once; raises DelegationRevoked, or TermIsOver when there is nothing left to end."""
        if self.revoked_at is not None:
            raise DelegationRevoked
        if self.term.valid_to is not None and self.term.valid_to <= at:
            raise TermIsOver
        self.revoked_at = at
        self.version += 1
