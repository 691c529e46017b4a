"""Requests about press agencies."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from services.identity.domain.model import Notice, PressDetails, PressKind, PressProfile, PressType
from services.identity.entrypoints.schemas.base import Body, Name, ShortText, plain

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Reason = Annotated[str, msgspec.Meta(max_length=2000, description="Shown to those concerned, and kept.")]
Domain = Annotated[str, msgspec.Meta(min_length=4, max_length=253, examples=["baominhhoa.example"])]


class RegisterPressAgencyRequest(Body, frozen=True, kw_only=True):
    """A press agency as it is to be in the register; `valid_to` is the licence's last day."""

    name: Name
    types: Annotated[list[PressType], msgspec.Meta(min_length=1, max_length=4)]
    kind: PressKind
    licence_no: ShortText | None = None
    governing_body: Name | None = None
    central: bool = False
    purpose: Text | None = None
    domains: Annotated[list[Domain], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=list)
    head: Name | None = None
    valid_to: date | None = None

    def profile(self) -> PressProfile:
        """In the words of the domain; raises InvalidText or InvalidDomain."""
        details = PressDetails(
            licence_no=_optional(self.licence_no, "licence_no"),
            governing_body=_optional(self.governing_body, "governing_body"),
            central=self.central,
            purpose=_optional(self.purpose, "purpose"),
            domains=tuple(sorted({domain.strip().lower() for domain in self.domains})),
            head=_optional(self.head, "head"),
            valid_to=self.valid_to,
        )
        return PressProfile(plain(self.name, "name"), frozenset(self.types), self.kind, details)


class RenewPressAgencyRequest(Body, frozen=True, kw_only=True):
    """The licence's new last day."""

    valid_to: date
    reason: Reason = ""


class DecideApplicationRequest(Body, frozen=True, kw_only=True):
    """A decision; a refusal needs its reason."""

    granted: bool
    reason: Reason = ""


class NoticeRequest(Body, frozen=True, kw_only=True):
    """When the province was notified, and from when on: at least ten days later."""

    notified_on: date
    starts_on: date

    def notice(self) -> Notice:
        """Raises NotifiedTooLate."""
        return Notice(self.notified_on, self.starts_on)


class OpenOfficeRequest(NoticeRequest, frozen=True, kw_only=True):
    """A representative office in the province."""

    address: Name
    head: Name


class PostResidentRequest(NoticeRequest, frozen=True, kw_only=True):
    """A resident reporter in the province; `independent` when no office there is responsible for him."""

    reporter_id: UUID
    independent: bool


def _optional(text: str | None, field: str) -> str | None:
    return None if text is None else plain(text, field)
