"""The facts that terms depend on, oldest first; stored dates are only a cache of what they derive."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.questions.domain.terms import PauseReason, Term


@dataclass(frozen=True)
class Received:
    """The question came in."""

    at: datetime


@dataclass(frozen=True)
class Routed:
    """Given to an agency, for the first time or again; resets nothing that the reporter sees."""

    at: datetime
    agency_id: UUID


@dataclass(frozen=True)
class Accepted:
    """The agency took it up."""

    at: datetime
    agency_id: UUID


@dataclass(frozen=True)
class Bounced:
    """The agency gave it back; the routing desk holds it again."""

    at: datetime
    agency_id: UUID


@dataclass(frozen=True)
class Paused:
    """All terms stand still from here."""

    at: datetime
    reason: PauseReason


@dataclass(frozen=True)
class Resumed:
    """They go on with the time that remained."""

    at: datetime


@dataclass(frozen=True)
class Extended:
    """More time for the answer: either `amount`, in the kind of the policy's term, or up to `until`."""

    at: datetime
    extension_id: UUID
    amount: Term | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class ExtensionReversed:
    """The extension counts no more, as if it had never been given."""

    at: datetime
    extension_id: UUID


@dataclass(frozen=True)
class Drafted:
    """A draft went to clearance."""

    at: datetime


@dataclass(frozen=True)
class Answered:
    """Answered or refused, with a reason, by who may speak."""

    at: datetime


@dataclass(frozen=True)
class Published:
    """Public; with `until`, kept for the asker's newsroom up to that instant."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Reopened:
    """A new round: a new term for the answer, and the agency must accept as when it was routed."""

    at: datetime


@dataclass(frozen=True)
class Ended:
    """Withdrawn or merged: no term runs any more."""

    at: datetime


Fact = (
    Received
    | Routed
    | Accepted
    | Bounced
    | Paused
    | Resumed
    | Extended
    | ExtensionReversed
    | Drafted
    | Answered
    | Published
    | Reopened
    | Ended
)
