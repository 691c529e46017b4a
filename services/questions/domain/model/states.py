"""The three fields of a question, each with its values (docs/architecture.md)."""

from enum import StrEnum


class Status(StrEnum):
    """Where the work stands."""

    SUBMITTED = "submitted"
    CLARIFICATION_REQUESTED = "clarification_requested"
    ROUTED = "routed"
    BOUNCED = "bounced"
    ACCEPTED = "accepted"
    DRAFTING = "drafting"
    CLEARING = "clearing"
    CLOSED = "closed"


STANDS = frozenset({Status.CLOSED, Status.CLARIFICATION_REQUESTED})
"""Where no time runs."""


class Outcome(StrEnum):
    """What came of it."""

    NONE = "none"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Publication(StrEnum):
    """Whether others than the asker may see it."""

    UNPUBLISHED = "unpublished"
    EXCLUSIVE = "exclusive"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


PUBLIC = frozenset({Publication.PUBLISHED, Publication.CORRECTED})
"""What everybody may see."""


class ExtensionState(StrEnum):
    """Where the latest extension of a round stands."""

    NONE = "none"
    REQUESTED = "requested"
    GRANTED = "granted"
    DENIED = "denied"
    REVERSED = "reversed"


class PointState(StrEnum):
    """What became of one numbered point."""

    OPEN = "open"
    ANSWERED = "answered"
    REFUSED = "refused"
    TRANSFERRED = "transferred"
