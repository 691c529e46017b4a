"""Spokespersons, as readers get them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import SpeakingDelegation, Spokesperson


class SpokespersonView(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the public directory (NĐ 244/2026/NĐ-CP: name, position, phone, official e-mail).

    `entry_due_at` is when the law wants it published: 24 hours after the decision on a standing spokesperson.
    """

    id: UUID
    agency_id: UUID
    kind: str
    full_name: str
    position: str
    phone: str | None
    official_email: str | None
    decision_no: str | None
    decision_at: datetime
    entry_due_at: datetime | None
    published_at: datetime | None
    valid_from: datetime
    valid_to: datetime | None
    revoked_at: datetime | None
    version: int


class DirectoryEntryView(SpokespersonView, frozen=True, kw_only=True):
    """An entry with the agency's name of today."""

    agency_name: str


class AssignedSpokespersonView(SpokespersonView, frozen=True, kw_only=True):
    """What the assigner gets: the directory's entry and the account behind it."""

    account_id: UUID

    @classmethod
    def of(cls, spokesperson: Spokesperson) -> "AssignedSpokespersonView":
        """As the assignment stands."""
        contact, term = spokesperson.contact, spokesperson.term
        return cls(
            id=spokesperson.id,
            account_id=spokesperson.account_id,
            agency_id=spokesperson.agency_id,
            kind=spokesperson.kind,
            full_name=contact.full_name,
            position=contact.position,
            phone=contact.phone,
            official_email=contact.official_email,
            decision_no=spokesperson.decision_no,
            decision_at=spokesperson.decision_at,
            entry_due_at=spokesperson.entry_due_at,
            published_at=spokesperson.published_at,
            valid_from=term.valid_from,
            valid_to=term.valid_to,
            revoked_at=spokesperson.revoked_at,
            version=spokesperson.version,
        )


class MatterView(msgspec.Struct, frozen=True, kw_only=True):
    """The one thing that a delegate may speak about."""

    kind: str
    id: UUID


class DelegationView(msgspec.Struct, frozen=True, kw_only=True):
    """A delegation, for the agency's own people and those who oversee: its matter may not be public yet."""

    id: UUID
    delegator_id: UUID
    account_id: UUID
    agency_id: UUID
    full_name: str
    position: str
    matter: MatterView
    document_no: str
    valid_from: datetime
    valid_to: datetime
    signed_at: datetime
    revoked_at: datetime | None
    version: int

    @classmethod
    def of(cls, delegation: SpeakingDelegation) -> "DelegationView":
        """As it stands."""
        assert delegation.term.valid_to is not None, "no delegation without end"
        return cls(
            id=delegation.id,
            delegator_id=delegation.delegator_id,
            account_id=delegation.account_id,
            agency_id=delegation.agency_id,
            full_name=delegation.contact.full_name,
            position=delegation.contact.position,
            matter=MatterView(kind=delegation.matter.kind, id=delegation.matter.id),
            document_no=delegation.document_no,
            valid_from=delegation.term.valid_from,
            valid_to=delegation.term.valid_to,
            signed_at=delegation.signed_at,
            revoked_at=delegation.revoked_at,
            version=delegation.version,
        )


class GrantView(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment or a delegation, as far as it concerns speaking."""

    right_id: UUID
    kind: str | None
    full_name: str
    position: str
    valid_from: datetime
    valid_to: datetime | None


class SpeakingRightView(msgspec.Struct, frozen=True, kw_only=True):
    """May this person speak for this agency on this matter at this instant, and why or why not."""

    may_speak: bool
    reason: str
    explanation: str
    """The reason in the reader's language."""
    at: datetime
    right: GrantView | None
    """What the answer rests on, or what comes nearest."""
