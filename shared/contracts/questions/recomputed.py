"""The event of a term that was derived again."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class DeadlineRecomputed(Event, frozen=True, kw_only=True, tag="questions.deadline.recomputed.v1"):
    """The term ends at another time than was said; `breach_lifted` takes an earlier breach back."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    previous_due_at: UtcTime
    due_at: UtcTime
    # `clarification` stands for the end of every pause: one value more would break readers of the type.
    cause: Literal["calendar", "policy", "clarification", "extension", "reopening"]
    breach_lifted: bool
    calendar_version: str
    recomputed_at: UtcTime
