"""Accreditations, as readers get them."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Reporter


class CredentialView(msgspec.Struct, frozen=True, kw_only=True):
    """A press card or a letter of introduction."""

    type: str
    number: str
    expires_on: date


class ReporterView(msgspec.Struct, frozen=True, kw_only=True):
    """An accreditation, for those who may know of it."""

    id: UUID
    account_id: UUID
    full_name: str | None
    press_agency_id: UUID
    credential: CredentialView
    status: str
    registered_at: datetime
    verified_at: datetime | None
    suspended_at: datetime | None
    version: int

    @classmethod
    def of(cls, reporter: Reporter, full_name: str | None) -> "ReporterView":
        """The accreditation and the person's name."""
        credential = reporter.credential
        return cls(
            id=reporter.id,
            account_id=reporter.account_id,
            full_name=full_name,
            press_agency_id=reporter.press_agency_id,
            credential=CredentialView(
                type=credential.type, number=credential.number, expires_on=credential.expires_on
            ),
            status=reporter.status,
            registered_at=reporter.registered_at,
            verified_at=reporter.verified_at,
            suspended_at=reporter.suspended_at,
            version=reporter.version,
        )
