"""What a reader gets of an incident."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.questions.application.incidents.ports import Stated
from services.questions.domain.answer import StatementForm
from services.questions.domain.incidents import CLOCK_STARTS, Act, Clause, Incident


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """What was recorded of an act before, and why it was wrong."""

    act: Act
    previous_at: datetime
    previously_recorded_at: datetime
    previously_recorded_by: UUID
    at: datetime
    reason: str
    corrected_at: datetime
    corrected_by: UUID


class IncidentView(msgspec.Struct, frozen=True, kw_only=True):
    """An incident; `clock_starts_with` is null where the law gives no hours, `version` is its ETag.

    Who recorded the acts, corrections, the summary and the linked questions are for those inside; others get
    null or none. Lists have no corrections.
    """

    id: UUID
    code: str
    agency_id: UUID
    clause: Clause
    legal_basis: str
    title: str
    summary: str | None
    opened_at: datetime
    clock_starts_with: Act | None
    received_and_handled_at: datetime | None
    receipt_recorded_at: datetime | None
    receipt_recorded_by: UUID | None
    impact_determined_at: datetime | None
    impact_recorded_at: datetime | None
    impact_recorded_by: UUID | None
    due_at: datetime | None
    overdue: bool
    first_statement_at: datetime | None
    on_time: bool | None
    question_ids: tuple[UUID, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    version: int


class StatementView(msgspec.Struct, frozen=True, kw_only=True):
    """The first statement as it was released; `content_hash` is SHA-256 of its canonical form."""

    id: UUID
    incident_id: UUID
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    form: StatementForm
    body: str
    released_at: datetime
    on_time: bool | None
    content_hash: str
    incident_version: int


def incident_view(incident: Incident, now: datetime, question_ids: tuple[UUID, ...] = ()) -> IncidentView:
    """The incident as those inside see it."""
    stated_at = incident.first_statement_at
    return IncidentView(
        id=incident.id,
        code=incident.code,
        agency_id=incident.agency_id,
        clause=incident.clause,
        legal_basis=incident.clause.legal_basis,
        title=incident.title,
        summary=incident.summary,
        opened_at=incident.opened_at,
        clock_starts_with=CLOCK_STARTS.get(incident.clause),
        received_and_handled_at=incident.received_and_handled_at,
        receipt_recorded_at=incident.receipt_recorded_at,
        receipt_recorded_by=incident.receipt_recorded_by,
        impact_determined_at=incident.impact_determined_at,
        impact_recorded_at=incident.impact_recorded_at,
        impact_recorded_by=incident.impact_recorded_by,
        due_at=incident.due_at,
        overdue=incident.is_overdue(now),
        first_statement_at=stated_at,
        on_time=None if stated_at is None else incident.on_time(stated_at),
        question_ids=question_ids,
        version=incident.version,
    )


def outside(view: IncidentView) -> IncidentView:
    """The incident as everybody sees it once the first statement is released."""
    return msgspec.structs.replace(
        view,
        summary=None,
        receipt_recorded_by=None,
        impact_recorded_by=None,
        question_ids=(),
        corrections=(),
    )


def statement_view(done: Stated) -> StatementView:
    """The statement just released."""
    statement = done.statement
    return StatementView(
        id=statement.id,
        incident_id=statement.incident_id,
        agency_id=statement.agency_id,
        agency_name=statement.agency_name,
        spokesperson_name=statement.spokesperson_name,
        spokesperson_position=statement.spokesperson_position,
        form=statement.form,
        body=statement.body,
        released_at=statement.released_at,
        on_time=statement.on_time,
        content_hash=statement.content_hash(),
        incident_version=done.incident.version,
    )
