"""A state agency (cơ quan nhà nước): what it was, is and will be, each with its dates, and who follows it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.identity.domain.errors import (
    AgencyEnded,
    InvalidAgencyCode,
    InvalidSuccession,
    ValidityOverlaps,
)
from services.identity.domain.model.validity import Validity

_CODE = re.compile(r"[A-Y][0-9]{2}(\.[A-Z0-9]+)*", re.ASCII)
_OLD_CODE = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}", re.ASCII)
_LONGEST_CODE = 35


@dataclass(frozen=True)
class Responsibility:
    """A field that an agency answers for, and the words by which people speak of it; all in lower case."""

    field: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgencyState:
    """`code` follows QĐ 20/2020/QĐ-TTg art. 4, `old_codes` QCVN 102:2016, which reads right to left."""

    code: str
    name: str
    level: str
    unit_code: str | None = None
    parent_id: UUID | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    old_codes: tuple[str, ...] = ()
    working_hours: str = "province"
    """The name of the calendar's profile of office hours."""

    def __post_init__(self) -> None:
        if len(self.code) > _LONGEST_CODE or not _CODE.fullmatch(self.code):
            raise InvalidAgencyCode("code")
        if not all(_OLD_CODE.fullmatch(code) for code in self.old_codes):
            raise InvalidAgencyCode("old_codes")

    @property
    def fields(self) -> tuple[str, ...]:
        """What it is responsible for, without the keywords."""
        return tuple(one.field for one in self.responsibilities)

    @property
    def codes(self) -> frozenset[str]:
        """All that it can be found by."""
        return frozenset({self.code, *self.old_codes})


@dataclass(frozen=True)
class Revision:
    """What an agency was for a time; `document_no` is the decision that made it so."""

    number: int
    validity: Validity
    state: AgencyState
    document_no: str | None = None


class SuccessionKind(StrEnum):
    """How duties went on: to one under a new identity, to one that had its own already, or to several."""

    RENAME = "RENAME"
    MERGE = "MERGE"
    SPLIT = "SPLIT"


@dataclass(frozen=True)
class Successor:
    """Who follows; after a split `fields` says with which of the duties."""

    agency_id: UUID
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Succession:
    """The end of an agency; raises InvalidSuccession unless one follows, or after a split several."""

    kind: SuccessionKind
    successors: tuple[Successor, ...]
    ended_at: datetime
    document_no: str

    def __post_init__(self) -> None:
        followers = {one.agency_id for one in self.successors}
        enough = len(followers) >= 2 if self.kind is SuccessionKind.SPLIT else len(followers) == 1
        if not enough or len(followers) < len(self.successors):
            raise InvalidSuccession("successors")


@dataclass(eq=False)
class StateAgency:
    """Its revisions follow one another without gap or overlap; only the last may be open."""

    id: UUID
    revisions: tuple[Revision, ...]
    succession: Succession | None = None
    version: int = 1

    @classmethod
    def register(
        cls, agency_id: UUID, state: AgencyState, since: datetime | None, document_no: str | None
    ) -> Self:
        """A new one; without `since` it has been there since before the register began."""
        return cls(agency_id, (Revision(1, Validity(since), state, document_no),))

    @property
    def last(self) -> Revision:
        """What was told last; it may lie ahead."""
        return self.revisions[-1]

    def at(self, instant: datetime) -> Revision | None:
        """What it was, is or will be at the instant."""
        return next((one for one in self.revisions if one.validity.holds(instant)), None)

    def revise(self, state: AgencyState, since: datetime, document_no: str) -> None:
        """Raises AgencyEnded, or ValidityOverlaps for a beginning that would rewrite what is told already."""
        self._close(since)
        new = Revision(self.last.number + 1, Validity(since), state, document_no)
        self.revisions = (*self.revisions, new)
        self.version += 1

    def succeed(self, succession: Succession) -> None:
        """Raises AgencyEnded, InvalidSuccession for itself among the successors, or ValidityOverlaps."""
        if any(one.agency_id == self.id for one in succession.successors):
            raise InvalidSuccession("successors")
        self._close(succession.ended_at)
        self.succession = succession
        self.version += 1

    def _close(self, until: datetime) -> None:
        if self.succession is not None:
            raise AgencyEnded(ended_at=self.succession.ended_at.isoformat())
        if until <= self.last.validity.start:
            raise ValidityOverlaps("valid_from", since=self.last.validity.start.isoformat())
        closed = replace(self.last, validity=replace(self.last.validity, until=until))
        self.revisions = (*self.revisions[:-1], closed)
