"""Events on the way to an answer, inside the agencies; no draft ever travels."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Count, Event, UtcTime


class QuestionBounced(Event, frozen=True, kw_only=True, tag="questions.question.bounced.v1"):
    """The agency is not responsible, and names the one that is."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    responsible_agency_id: UUID
    bounced_at: UtcTime


class PointsListed(Event, frozen=True, kw_only=True, tag="questions.question.points_listed.v1"):
    """The question was taken apart into numbered points; their text stays here."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    points: Count
    listed_at: UtcTime


class PointTransferred(Event, frozen=True, kw_only=True, tag="questions.question.point_transferred.v1"):
    """One point lies with another agency now, as a question of its own with the same clock."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    number: Count
    agency_id: UUID
    new_question_id: UUID
    transferred_at: UtcTime


class ContributionRequested(Event, frozen=True, kw_only=True, tag="questions.contribution.requested.v1"):
    """Another agency shall help with the answer."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    requested_at: UtcTime


class ContributionGiven(Event, frozen=True, kw_only=True, tag="questions.contribution.given.v1"):
    """The other agency has helped."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    given_at: UtcTime


class DraftSaved(Event, frozen=True, kw_only=True, tag="questions.draft.saved.v1"):
    """The lead agency has written, or rewritten, a draft."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    saved_at: UtcTime


class ClearanceRequested(Event, frozen=True, kw_only=True, tag="questions.clearance.requested.v1"):
    """The draft goes through the steps of the clearance; none may be left for the spokesperson alone."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    steps: tuple[str, ...]
    requested_at: UtcTime


class ClearanceGiven(Event, frozen=True, kw_only=True, tag="questions.clearance.given.v1"):
    """One step of the clearance is done."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    step: str
    given_at: UtcTime


class ClearanceRefused(Event, frozen=True, kw_only=True, tag="questions.clearance.refused.v1"):
    """The draft goes back to be written again; the clearance begins anew."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    step: str
    refused_at: UtcTime
