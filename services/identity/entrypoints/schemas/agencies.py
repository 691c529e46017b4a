"""Requests about state agencies."""

from typing import Annotated
from uuid import UUID

import msgspec

from services.identity.application.commands import AgencyFacts
from services.identity.domain.model import Responsibility, SuccessionKind, Successor
from services.identity.entrypoints.schemas.base import Body, Name, ShortText, plain
from shared.contracts.event import UtcTime

Code = Annotated[str, msgspec.Meta(min_length=1, max_length=35, examples=["H57.12"])]
OldCode = Annotated[str, msgspec.Meta(min_length=1, max_length=35, examples=["000.00.12.H57"])]
Level = Annotated[str, msgspec.Meta(pattern="^[A-Z_]{2,40}$", examples=["DEPARTMENT"])]
Profile = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]{0,39}$", examples=["province"])]


class ResponsibilityRequest(Body, frozen=True, kw_only=True):
    """A field of responsibility and the words by which people speak of it."""

    field: ShortText
    keywords: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=200)] = ()


class AgencyRequest(Body, frozen=True, kw_only=True):
    """What a state agency is from an instant on."""

    code: Code
    name: Name
    level: Level
    unit_code: Annotated[str, msgspec.Meta(pattern="^[0-9]{5}$")] | None = None
    parent_id: UUID | None = None
    responsibilities: Annotated[tuple[ResponsibilityRequest, ...], msgspec.Meta(max_length=100)] = ()
    old_codes: Annotated[tuple[OldCode, ...], msgspec.Meta(max_length=20)] = ()
    working_hours: Profile = "province"

    def facts(self) -> AgencyFacts:
        """In the words of the use cases; raises InvalidText."""
        return AgencyFacts(
            code=self.code,
            name=plain(self.name, "name"),
            level=self.level,
            unit_code=self.unit_code,
            parent_id=self.parent_id,
            responsibilities=tuple(_responsibility(one) for one in self.responsibilities),
            old_codes=self.old_codes,
            working_hours=self.working_hours,
        )


def _responsibility(one: ResponsibilityRequest) -> Responsibility:
    keywords = (plain(word, "responsibilities").lower() for word in one.keywords)
    return Responsibility(plain(one.field, "responsibilities").lower(), tuple(keywords))


class RegisterAgencyRequest(AgencyRequest, frozen=True, kw_only=True):
    """A state agency enters the register; from now on unless `valid_from` says otherwise."""

    valid_from: UtcTime | None = None
    document_no: ShortText | None = None


class ReviseAgencyRequest(AgencyRequest, frozen=True, kw_only=True):
    """The whole of what the agency is from `valid_from` on, by the decision `document_no`."""

    valid_from: UtcTime
    document_no: ShortText


class SuccessorRequest(Body, frozen=True, kw_only=True):
    """Who follows, and after a split with which fields."""

    agency_id: UUID
    fields: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=100)] = ()

    def successor(self) -> Successor:
        """In the words of the rules; raises InvalidText."""
        return Successor(self.agency_id, tuple(plain(one, "successors").lower() for one in self.fields))


class SucceedAgencyRequest(Body, frozen=True, kw_only=True):
    """The agency ends at `ended_at`; past and coming instants are both good."""

    kind: SuccessionKind
    successors: Annotated[tuple[SuccessorRequest, ...], msgspec.Meta(min_length=1, max_length=20)]
    ended_at: UtcTime
    document_no: ShortText
