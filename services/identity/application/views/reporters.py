"""Accreditations, as readers get them."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Credential, Reporter


class CredentialView(msgspec.Struct, frozen=True, kw_only=True):
    """A press card or a letter of introduction; `expires_on` is the last day on which it counts."""

    type: str
    number: str
    expires_on: date
    issued_on: date | None
    valid_from: date | None
    issuer: str | None
    scope: str | None

    @classmethod
    def of(cls, credential: Credential) -> "CredentialView":
        """As it was handed in."""
        return cls(
            type=credential.type,
            number=credential.number,
            expires_on=credential.expires_on,
            issued_on=credential.issued_on,
            valid_from=credential.valid_from,
            issuer=credential.issuer,
            scope=credential.scope,
        )


class ReporterView(msgspec.Struct, frozen=True, kw_only=True):
    """An accreditation, for those who may know of it.

    Three flags: `verified` (the person is who he says), `approved` (by the department), `enabled` (not
    suspended, nor switched off for one of `disabled_for`).
    """

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
    category: str
    home_organisation: str | None
    verified: bool
    verified_how: str | None
    approved: bool
    approved_at: datetime | None
    enabled: bool
    disabled_for: list[str]
    vouched_until: date | None
    probation_until: date | None
    renewal: CredentialView | None
    appealed_at: datetime | None

    @classmethod
    def of(cls, reporter: Reporter, full_name: str | None) -> "ReporterView":
        """The accreditation and the person's name."""
        renewal = reporter.renewal
        return cls(
            id=reporter.id,
            account_id=reporter.account_id,
            full_name=full_name,
            press_agency_id=reporter.press_agency_id,
            credential=CredentialView.of(reporter.credential),
            status=reporter.status,
            registered_at=reporter.registered_at,
            verified_at=reporter.verified_at,
            suspended_at=reporter.suspended_at,
            version=reporter.version,
            category=reporter.category,
            home_organisation=reporter.home_organisation,
            verified=reporter.verified_at is not None,
            verified_how=reporter.verified_how,
            approved=reporter.approved_at is not None,
            approved_at=reporter.approved_at,
            enabled=reporter.enabled,
            disabled_for=sorted(reporter.disabled_for),
            vouched_until=reporter.vouched_until,
            probation_until=reporter.probation_until,
            renewal=None if renewal is None else CredentialView.of(renewal),
            appealed_at=reporter.appealed_at,
        )


class ReporterActView(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what about an accreditation, when and why; nobody is an act of time."""

    act: str
    reason: str | None
    actor_id: UUID | None
    acted_at: datetime


class IdentityCheckView(msgspec.Struct, frozen=True, kw_only=True):
    """A look-up in the national population database: its result and date, never the record."""

    id: UUID
    officer_code: str
    requested_by: UUID
    requested_at: datetime
    outcome: str
    answered_at: datetime | None
    attempts: int


class VouchingView(msgspec.Struct, frozen=True, kw_only=True):
    """What one call has confirmed."""

    vouched: list[UUID]
    left: list[UUID]
