"""What the people at the desks get."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.questions.application.desk.assigning import Assigned
from services.questions.domain.desk import OPERATIONS_CENTRE, TaskKind
from services.questions.domain.model import Outcome, Publication, Status


class TaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A question on the caller's desk, with every reason why it is there and whoever works on it."""

    id: UUID
    code: str
    title: str
    tasks: list[TaskKind]
    status: Status
    outcome: Outcome
    publication: Publication
    press_agency_id: UUID
    lead_agency_id: UUID | None
    submitted_at: datetime
    due_at: datetime
    late_from: datetime
    assignee_id: UUID | None
    assigned_at: datetime | None
    version: int


class TaskCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many questions wait for one reason; where there are more than are counted, `more` says so."""

    task: TaskKind
    count: int
    more: bool


class DeskView(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's desk at a glance; without `agency_id` it is the operations centre's."""

    agency_id: UUID | None
    tasks: list[TaskCount]


class AssignmentView(msgspec.Struct, frozen=True, kw_only=True):
    """Who works on the question at the caller's desk; null is nobody. The version is the question's."""

    question_id: UUID
    account_id: UUID | None
    assigned_by: UUID | None
    assigned_at: datetime | None
    version: int


def assignment_view(done: Assigned) -> AssignmentView:
    """What was done."""
    held = done.assignment
    return AssignmentView(
        question_id=done.question_id,
        account_id=None if held is None else held.account_id,
        assigned_by=None if held is None else held.assigned_by,
        assigned_at=None if held is None else held.assigned_at,
        version=done.question_version,
    )


def desk_view(desk_id: UUID, counts: list[TaskCount]) -> DeskView:
    """The centre has no agency."""
    return DeskView(agency_id=None if desk_id == OPERATIONS_CENTRE else desk_id, tasks=counts)
