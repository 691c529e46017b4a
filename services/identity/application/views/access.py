"""What a person is told of themselves."""

from uuid import UUID

import msgspec

from services.identity.domain.model import Shown


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What a signed-in person may do at this moment; becomes the claims of a token."""

    account_id: UUID
    roles: tuple[str, ...]
    agency_id: UUID | None
    press_agency_id: UUID | None
    reporter_id: UUID | None
    as_of: float | None = None
    """The real instant at which this was read, as Unix time: what is revoked later refuses the token."""


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What a refresh token was worth; access and scopes only if it counted."""

    shown: Shown
    access: Access | None = None
    scopes: frozenset[str] = frozenset()


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
