"""What a reader gets; personal data only where the reader may see it."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import Account, Appointment, PressAgency, Reporter, Spokesperson


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What a signed-in person may do at this moment; becomes the claims of a token."""

    account_id: UUID
    roles: tuple[str, ...]
    agency_id: UUID | None
    press_agency_id: UUID | None
    reporter_id: UUID | None


class AgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A state agency; public."""

    id: UUID
    code: str
    name: str
    level: str
    unit_code: str | None
    parent_id: UUID | None
    fields: list[str]
    version: int


class PressAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A press agency; public."""

    id: UUID
    name: str
    types: list[str]
    kind: str
    registered_at: datetime
    version: int

    @classmethod
    def of(cls, newsroom: PressAgency) -> "PressAgencyView":
        """As it was just registered."""
        return cls(
            id=newsroom.id,
            name=newsroom.name,
            types=sorted(newsroom.types),
            kind=newsroom.kind,
            registered_at=newsroom.registered_at,
            version=newsroom.version,
        )


class AppointmentView(msgspec.Struct, frozen=True, kw_only=True):
    """A post; of the personal identifier only the last four digits."""

    id: UUID
    account_id: UUID
    identifier_last4: str
    full_name: str | None
    role: str
    agency_id: UUID | None
    press_agency_id: UUID | None
    appointed_at: datetime
    ended_at: datetime | None
    version: int

    @classmethod
    def of(cls, made: tuple[Appointment, Account]) -> "AppointmentView":
        """The post and the person who holds it."""
        appointment, account = made
        return cls(
            id=appointment.id,
            account_id=account.id,
            identifier_last4=account.identifier_last4,
            full_name=account.full_name,
            role=appointment.post.role,
            agency_id=appointment.post.agency_id,
            press_agency_id=appointment.post.press_agency_id,
            appointed_at=appointment.appointed_at,
            ended_at=appointment.ended_at,
            version=appointment.version,
        )


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


class OwnReporterView(msgspec.Struct, frozen=True, kw_only=True):
    """Where my accreditation stands."""

    id: UUID
    press_agency_id: UUID
    status: str
    version: int


class MeView(msgspec.Struct, frozen=True, kw_only=True):
    """The caller as the token and the register know them."""

    account_id: UUID | None
    client_id: str | None
    full_name: str | None
    identifier_last4: str | None
    roles: list[str]
    scopes: list[str]
    agency_id: UUID | None
    press_agency_id: UUID | None
    reporter: OwnReporterView | None
