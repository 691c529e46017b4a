"""An edition: what was published at one instant; it never changes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.distribution.domain.model.content import Content


class EditionKind(StrEnum):
    """Why there is one more edition."""

    ORIGINAL = "original"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as named on the day (Decree 244/2026, article 9: the press names person and agency)."""

    spokesperson_id: UUID
    full_name: str
    position: str
    agency_name: str


@dataclass(frozen=True)
class Approval:
    """The second person's word, with the name under which the agency speaks."""

    account_id: UUID
    speaker: Speaker
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One publication; `supersedes` is the hash of the edition before, `reason` why that was not enough."""

    release_id: UUID
    code: str
    agency_id: UUID
    number: int
    kind: EditionKind
    content: Content
    speaker: Speaker
    reason: str | None
    published_at: datetime
    supersedes: str | None
