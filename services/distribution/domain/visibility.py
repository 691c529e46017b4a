"""Who may know of a release before it is public."""

from dataclasses import dataclass
from uuid import UUID

OVERSEERS = frozenset({"ioc_dispatcher", "department_officer"})
AGENCY_PEOPLE = frozenset({"focal_officer", "spokesperson", "agency_head"})


@dataclass(frozen=True)
class Reader:
    """Whoever asks; without roles he is the public."""

    roles: frozenset[str] = frozenset()
    agency_id: UUID | None = None
    account_id: UUID | None = None

    @property
    def oversees(self) -> bool:
        """Sees every agency's work, and takes no part in it."""
        return bool(self.roles & OVERSEERS)

    @property
    def works_for(self) -> UUID | None:
        """The agency whose unpublished releases this reader sees."""
        return self.agency_id if self.roles & AGENCY_PEOPLE else None


def is_insider(reader: Reader, agency_id: UUID) -> bool:
    """Whether the reader may see what this agency has not published."""
    return reader.oversees or (reader.works_for is not None and reader.works_for == agency_id)
