"""Events of a question whose clock stands for another reason than a clarification."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class QuestionPaused(Event, frozen=True, kw_only=True, tag="questions.question.paused.v1"):
    """All terms of the question stand still from here; the work may go on."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    reason: Literal["reporter_asked", "other_authority", "force_majeure"]
    paused_at: UtcTime


class QuestionResumed(Event, frozen=True, kw_only=True, tag="questions.question.resumed.v1"):
    """The terms go on with the time that was left; `questions.deadline.recomputed` tells the new end."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    resumed_at: UtcTime
