"""Events of terms besides the answer's, and of what follows when the answer is late."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Count, Event, UtcTime

Target = Literal["triage", "accept", "draft", "publish"]


class TargetApproaching(Event, frozen=True, kw_only=True, tag="questions.target.approaching.v1"):
    """An inner term of a question ends soon: to route, accept, draft or publish; said once per due time."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    target: Target
    due_at: UtcTime


class TargetBreached(Event, frozen=True, kw_only=True, tag="questions.target.breached.v1"):
    """An inner term of a question has ended unmet; the reporter's term is another matter."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    target: Target
    due_at: UtcTime


class QuestionEscalated(Event, frozen=True, kw_only=True, tag="questions.question.escalated.v1"):
    """The answer is late and a superior, `level` above the late agency, must know; told in office hours."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    level: Count
    superior_agency_id: UUID | None
    superior_account_id: UUID | None
    due_at: UtcTime
    escalated_at: UtcTime


class EscalationRightAccrued(Event, frozen=True, kw_only=True, tag="questions.escalation_right.accrued.v1"):
    """The answer is late, and the newsroom may go to the higher agency or publish, on this legal basis."""

    __aggregate__: ClassVar[str] = "question_id"

    question_id: UUID
    agency_id: UUID | None
    press_agency_id: UUID
    due_at: UtcTime
    accrued_at: UtcTime
    legal_basis: str
