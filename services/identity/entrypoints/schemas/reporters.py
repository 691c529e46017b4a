"""Requests about accreditations."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from services.identity.domain.model import BirthDate, Credential, CredentialType, ReporterCategory
from services.identity.entrypoints.schemas.base import Body, Name, ShortText, plain
from services.identity.entrypoints.schemas.press_agencies import Reason
from services.identity.entrypoints.schemas.protection import ConsentRequest

BirthText = Annotated[
    str,
    msgspec.Meta(
        max_length=10,
        description="yyyy-mm-dd or yyyy; used for the look-up and dropped with its answer.",
        examples=["1990-05-17"],
    ),
]
OfficerCode = Annotated[str, msgspec.Meta(min_length=1, max_length=20, description="MaCanBo.")]


class CredentialRequest(Body, frozen=True, kw_only=True):
    """A press card, or a letter of introduction; `expires_on` is its last valid day.

    `issued_on` is a card's; issuer, scope and `valid_from` are a letter's.
    """

    type: CredentialType
    number: ShortText
    expires_on: date
    issued_on: date | None = None
    valid_from: date | None = None
    issuer: Name | None = None
    scope: Name | None = None

    def credential(self) -> Credential:
        """In the words of the domain; raises InvalidText."""
        return Credential(
            self.type,
            plain(self.number, "credential.number"),
            self.expires_on,
            self.issued_on,
            self.valid_from,
            None if self.issuer is None else plain(self.issuer, "credential.issuer"),
            None if self.scope is None else plain(self.scope, "credential.scope"),
        )


class ApplyAsReporterRequest(Body, frozen=True, kw_only=True):
    """An application to be a reporter of a newsroom; for a freelancer that is the assigning one."""

    press_agency_id: UUID
    credential: CredentialRequest
    category: ReporterCategory = ReporterCategory.STAFF
    home_organisation: Name | None = None
    birth_date: BirthText | None = None
    consent: ConsentRequest | None = None


class MoveReporterRequest(Body, frozen=True, kw_only=True):
    """The newsroom that the reporter goes to, and what it has given him."""

    press_agency_id: UUID
    credential: CredentialRequest
    birth_date: BirthText | None = None


class ReasonRequest(Body, frozen=True, kw_only=True):
    """A decision with its reason."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class GrantRequest(Body, frozen=True, kw_only=True):
    """A decision in favour; on probation until the day, if there is one."""

    reason: Reason = ""
    probation_until: date | None = None


class DecideAppealRequest(Body, frozen=True, kw_only=True):
    """What becomes of an appeal, and why."""

    granted: bool
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
    probation_until: date | None = None


class VouchRequest(Body, frozen=True, kw_only=True):
    """Everybody of the newsroom is vouched for but those who have left."""

    left: Annotated[list[UUID], msgspec.Meta(max_length=1000)] = msgspec.field(default_factory=list)


class CheckIdentityRequest(Body, frozen=True, kw_only=True):
    """A look-up under the officer's own code."""

    officer_code: OfficerCode
    birth_date: BirthText | None = None


def birth_of(text: str | None) -> BirthDate | None:
    """Raises InvalidBirthDate."""
    return None if text is None else BirthDate(text)
