"""Events on the straight way of a question: asked, routed, accepted, due, answered, published."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Count, Event, UtcTime


class QuestionSubmitted(Event, frozen=True, kw_only=True, tag="questions.question.submitted.v1"):
    """A verified reporter has put a question; its term runs. The text itself never travels."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    code: str
    reporter_id: UUID
    press_agency_id: UUID
    addressed_agency_id: UUID | None
    submitted_at: UtcTime
    due_at: UtcTime
    policy_version: str
    calendar_version: str
    release_id: UUID | None = None
    """The release of distribution that the question is about."""


class QuestionRouted(Event, frozen=True, kw_only=True, tag="questions.question.routed.v1"):
    """The question has a lead agency, perhaps another than before; the term is not reset."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    previous_agency_id: UUID | None
    routed_at: UtcTime
    by: Literal["dispatcher", "configuration"]


class QuestionAccepted(Event, frozen=True, kw_only=True, tag="questions.question.accepted.v1"):
    """The lead agency has taken the question up."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    accepted_at: UtcTime


class DeadlineApproaching(Event, frozen=True, kw_only=True, tag="questions.deadline.approaching.v1"):
    """The term of an open question ends soon, by the lead time of its policy; said once for each due time."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    due_at: UtcTime


class DeadlineBreached(Event, frozen=True, kw_only=True, tag="questions.deadline.breached.v1"):
    """The term of an open question has ended without an answer; said once for each due time."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    due_at: UtcTime


class AnswerReleased(Event, frozen=True, kw_only=True, tag="questions.answer.released.v1"):
    """An active spokesperson has answered the asker; the clock has stopped, the question is closed."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    answer_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    submitted_at: UtcTime
    due_at: UtcTime
    answered_at: UtcTime
    on_time: bool
    office_minutes: Count
    calendar_version: str


class AnswerPublished(Event, frozen=True, kw_only=True, tag="questions.answer.published.v1"):
    """Question and answer are public; `answered_at` is when the clock stopped, not the publication."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    answer_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    spokesperson_name: str
    spokesperson_position: str
    subject: str
    submitted_at: UtcTime
    due_at: UtcTime
    answered_at: UtcTime
    on_time: bool
    office_minutes: Count
    calendar_version: str
    content_hash: str
    published_at: UtcTime
