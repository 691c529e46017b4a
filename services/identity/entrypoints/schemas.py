"""Request bodies: limits and formats; unknown fields are refused."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from services.identity.application.commands import Actor
from services.identity.domain.errors import InvalidText
from services.identity.domain.model import CredentialType, PressKind, PressType, Role, SpokespersonKind
from shared.contracts.event import UtcTime
from shared.text import clean
from shared.web.auth import Principal

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, examples=["Báo Minh họa 14"])]
ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
IdentifierText = Annotated[
    str,
    msgspec.Meta(
        min_length=1, max_length=20, description="Số định danh cá nhân: 12 digits.", examples=["046599000001"]
    ),
]
Phone = Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 .-]{6,18}[0-9]$", examples=["0234 3822 000"])]
Email = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")]


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every request body has in common."""


class RegisterPressAgencyRequest(Body, frozen=True, kw_only=True):
    """A press agency to enter in the register."""

    name: Name
    types: Annotated[list[PressType], msgspec.Meta(min_length=1, max_length=4)]
    kind: PressKind


class AppointRequest(Body, frozen=True, kw_only=True):
    """A post for a person; `agency_id` or `press_agency_id` as the role needs."""

    personal_identifier: IdentifierText
    role: Role
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    full_name: Name | None = None


class CredentialRequest(Body, frozen=True, kw_only=True):
    """A press card, or a letter of introduction; `expires_on` is its last valid day."""

    type: CredentialType
    number: ShortText
    expires_on: date


class ApplyAsReporterRequest(Body, frozen=True, kw_only=True):
    """An application to be accredited as a reporter of a newsroom."""

    press_agency_id: UUID
    credential: CredentialRequest


class AssignSpokespersonRequest(Body, frozen=True, kw_only=True):
    """A decision that lets a person speak for an agency; from now on unless `valid_from` says otherwise."""

    personal_identifier: IdentifierText
    agency_id: UUID
    kind: SpokespersonKind
    full_name: Name
    position: Name
    phone: Phone | None = None
    official_email: Email | None = None
    decision_no: ShortText | None = None
    valid_from: UtcTime | None = None
    valid_to: UtcTime | None = None


def plain(text: str, field: str) -> str:
    """NFC text without surrounding space; raises InvalidText that names the field."""
    try:
        cleaned = clean(text)
    except ValueError as error:
        raise InvalidText(field) from error
    if not cleaned or "\n" in cleaned or "\t" in cleaned:
        raise InvalidText(field)
    return cleaned


def actor_of(principal: Principal) -> Actor:
    """The caller in the words of the use cases."""
    return Actor(
        account_id=principal.account_id,
        roles=principal.roles,
        agency_id=principal.agency_id,
        press_agency_id=principal.press_agency_id,
    )
