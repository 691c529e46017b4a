"""Events about what came of a question, and of what was said."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Count, Event, UtcTime

Level = Literal["SATISFIED", "ACCEPTABLE", "UNSATISFIED"]


class HoldingReplySent(Event, frozen=True, kw_only=True, tag="questions.holding_reply.sent.v1"):
    """The asker has heard why it takes time; the clock runs on."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    sent_at: UtcTime


class QuestionRefused(Event, frozen=True, kw_only=True, tag="questions.question.refused.v1"):
    """A spokesperson has refused, on a ground of Press Law 2025 art. 31.2; the clock has stopped."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    ground: str
    submitted_at: UtcTime
    due_at: UtcTime
    refused_at: UtcTime
    on_time: bool
    office_minutes: Count
    calendar_version: str


class PublicationScheduled(Event, frozen=True, kw_only=True, tag="questions.answer.scheduled.v1"):
    """The answer is kept for the asker's newsroom and becomes public at `exclusive_until`."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    answer_id: UUID
    agency_id: UUID | None
    exclusive_until: UtcTime


class AnswerCorrected(Event, frozen=True, kw_only=True, tag="questions.answer.corrected.v1"):
    """The answer has a new edition; the earlier ones stay on file."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    answer_id: UUID
    agency_id: UUID
    edition: Count
    content_hash: str
    public: bool
    corrected_at: UtcTime


class AnswerWithdrawn(Event, frozen=True, kw_only=True, tag="questions.answer.withdrawn.v1"):
    """A published answer is no longer shown."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID
    withdrawn_at: UtcTime


class AnswerRated(Event, frozen=True, kw_only=True, tag="questions.answer.rated.v1"):
    """The asker's rating, in confidence: agencies see it only in sums of five or more."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    round: Count
    level: Level
    rated_at: UtcTime


class QuestionFollowedUp(Event, frozen=True, kw_only=True, tag="questions.question.followed_up.v1"):
    """The asker asks on, as a question of its own."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    new_question_id: UUID
    followed_up_at: UtcTime


class QuestionReopened(Event, frozen=True, kw_only=True, tag="questions.question.reopened.v1"):
    """The answer or refusal did not answer; a new round begins with a term of its own."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    round: Count
    points: Count
    due_at: UtcTime
    reopened_at: UtcTime


class QuestionWithdrawn(Event, frozen=True, kw_only=True, tag="questions.question.withdrawn.v1"):
    """The asker wants no answer any more."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    withdrawn_at: UtcTime


class QuestionMerged(Event, frozen=True, kw_only=True, tag="questions.question.merged.v1"):
    """A duplicate: the other question is answered instead."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    into_question_id: UUID
    merged_at: UtcTime
