"""Facts about duties of the law: a spokesperson's directory entry, an answer about somebody's own data.

No person is in them: who speaks for an agency is public by law and kept by id, a request is an id alone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.metrics.domain.model.merging import latest


@dataclass(frozen=True, slots=True)
class Duty:
    """An agency has to publish an entry by an instant; of a head's entry the law asks none."""

    version: int
    agency_id: UUID
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Breach:
    """The instant has passed and nothing was done."""

    version: int


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry is in the directory."""

    version: int
    published_at: datetime
    on_time: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """The person speaks for the agency no more, so nothing is left to publish; a breach remains one."""

    version: int
    revoked_at: datetime


@dataclass(frozen=True, slots=True)
class DirectoryEntryFacts:
    """What is known of the entry of one spokesperson; without its duty it is in no figure."""

    id: UUID
    duty: Duty | None = None
    breach: Breach | None = None
    entry: Entry | None = None
    ending: Ending | None = None

    def merge(self, other: "DirectoryEntryFacts") -> "DirectoryEntryFacts":
        """What both know together."""
        return DirectoryEntryFacts(
            self.id,
            latest(self.duty, other.duty),
            latest(self.breach, other.breach),
            latest(self.entry, other.entry),
            latest(self.ending, other.ending),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody has answered the request."""

    version: int
    answered_at: datetime
    on_time: bool


@dataclass(frozen=True, slots=True)
class DataRequestFacts:
    """What is known of one request about somebody's own data."""

    id: UUID
    breach: Breach | None = None
    reply: Reply | None = None

    def merge(self, other: "DataRequestFacts") -> "DataRequestFacts":
        """What both know together."""
        return DataRequestFacts(self.id, latest(self.breach, other.breach), latest(self.reply, other.reply))
