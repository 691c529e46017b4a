"""What everybody may read of a question: made only of what was published, and nothing of who asked."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Result(StrEnum):
    """What came of the points of a public question, all together."""

    ANSWERED = "answered"
    PARTLY = "partly"
    REFUSED = "refused"


class Happening(StrEnum):
    """What the public timeline shows."""

    SUBMITTED = "submitted"
    ROUTED = "routed"
    CLARIFICATION_REQUESTED = "clarification_requested"
    CLARIFIED = "clarified"
    EXTENDED = "extended"
    REOPENED = "reopened"
    ANSWERED = "answered"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Moment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the timeline; `until` is the term that an extension has set, exclusive."""

    kind: Happening
    at: datetime
    agency_name: str | None = None
    until: datetime | None = None


class PublicPoint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A numbered point with what was said to it; a refused one has its legal ground."""

    number: int
    asked: str
    state: str
    said: str = ""
    ground: str | None = None
    agency_name: str | None = None


class PublicVersion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was given at one time; `content_hash` is SHA-256 of `content`, byte for byte."""

    number: int
    round: int
    at: datetime
    reason: str | None = None
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: str
    body: str
    points: tuple[PublicPoint, ...] = ()
    content: str
    content_hash: str


class PublicRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question in public with every version of its answer, the newest last; a withdrawn one has none."""

    question_id: UUID
    code: str
    title: str
    body: str
    result: Result
    agency_id: UUID
    agency_name: str
    submitted_at: datetime
    due_at: datetime
    answered_at: datetime
    on_time: bool
    published_at: datetime
    changed_at: datetime
    timeline: tuple[Moment, ...] = ()
    versions: tuple[PublicVersion, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None

    @property
    def newest(self) -> PublicVersion:
        """The version that counts."""
        return self.versions[-1]

    def version(self, number: int) -> PublicVersion | None:
        """One of the versions, by its number from 1."""
        return next((each for each in self.versions if each.number == number), None)
