"""Spokespersons, as readers get them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Spokesperson


class SpokespersonView(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the public directory (NĐ 244/2026/NĐ-CP: name, position, phone, official e-mail)."""

    id: UUID
    agency_id: UUID
    kind: str
    full_name: str
    position: str
    phone: str | None
    official_email: str | None
    decision_no: str | None
    valid_from: datetime
    valid_to: datetime | None
    revoked_at: datetime | None
    version: int


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
            valid_from=term.valid_from,
            valid_to=term.valid_to,
            revoked_at=spokesperson.revoked_at,
            version=spokesperson.version,
        )
