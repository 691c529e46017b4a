"""Facts about releases: published, corrected, withdrawn; taken by newsrooms, and used in published items."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.metrics.domain.model.merging import Whole, latest


@dataclass(frozen=True, slots=True)
class Issue:
    """The release is public; of one under embargo nothing is heard before."""

    version: int
    agency_id: UUID
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """The last correction."""

    version: int
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Taken back by its agency; it stays among the releases that were published."""

    version: int
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What is known of one release; without its publication it waits and is in no figure."""

    id: UUID
    issue: Issue | None = None
    correction: Correction | None = None
    withdrawal: Withdrawal | None = None

    def merge(self, other: "ReleaseFacts") -> "ReleaseFacts":
        """What both know together."""
        return ReleaseFacts(
            self.id,
            latest(self.issue, other.issue),
            latest(self.correction, other.correction),
            latest(self.withdrawal, other.withdrawal),
        )


@dataclass(frozen=True, slots=True)
class TakeFacts(Whole):
    """A newsroom has opened, downloaded or copied a release."""

    id: UUID
    version: int
    release_id: UUID
    press_agency_id: UUID
    action: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Declaration:
    """A newsroom says that it published an item made from a release of an agency."""

    version: int
    release_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Ruling:
    """The agency has confirmed or refused the item; the last word counts."""

    version: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is known of one declared item; without its declaration it waits and is in no figure."""

    id: UUID
    declaration: Declaration | None = None
    ruling: Ruling | None = None

    def merge(self, other: "ItemFacts") -> "ItemFacts":
        """What both know together."""
        return ItemFacts(
            self.id, latest(self.declaration, other.declaration), latest(self.ruling, other.ruling)
        )
