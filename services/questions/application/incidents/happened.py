"""The events of an incident, from its state; what it is about is told when a statement was released."""

from uuid import UUID

from services.questions.application.incidents.ports import ClaimedIncident
from services.questions.domain.incidents import Incident
from services.questions.domain.statement import Statement
from shared.contracts.questions.incidents import (
    FirstStatementReleased,
    ImpactDetermined,
    IncidentBreached,
    IncidentDueSoon,
    IncidentOpened,
    IncidentReceived,
    QuestionLinkedToIncident,
)


def opened(incident: Incident) -> IncidentOpened:
    """No clock runs yet."""
    return IncidentOpened(
        aggregate_version=incident.version,
        incident_id=incident.id,
        code=incident.code,
        agency_id=incident.agency_id,
        clause=incident.clause.value,
        opened_at=incident.opened_at,
    )


def received(incident: Incident) -> IncidentReceived:
    """The agency handles it."""
    return IncidentReceived(
        aggregate_version=incident.version,
        incident_id=incident.id,
        agency_id=incident.agency_id,
        received_and_handled_at=incident.received_and_handled_at or incident.opened_at,
        due_at=incident.due_at,
    )


def impact_determined(incident: Incident) -> ImpactDetermined:
    """Opinion is touched."""
    return ImpactDetermined(
        aggregate_version=incident.version,
        incident_id=incident.id,
        agency_id=incident.agency_id,
        impact_determined_at=incident.impact_determined_at or incident.opened_at,
        due_at=incident.due_at,
    )


def stated(incident: Incident, statement: Statement) -> FirstStatementReleased:
    """The matter is public from here on."""
    return FirstStatementReleased(
        aggregate_version=incident.version,
        incident_id=incident.id,
        statement_id=statement.id,
        agency_id=incident.agency_id,
        clause=incident.clause.value,
        subject=incident.title,
        spokesperson_name=statement.spokesperson_name,
        spokesperson_position=statement.spokesperson_position,
        due_at=incident.due_at,
        released_at=statement.released_at,
        on_time=statement.on_time,
        content_hash=statement.content_hash(),
    )


def linked(incident: Incident, question_id: UUID) -> QuestionLinkedToIncident:
    """Ids only."""
    return QuestionLinkedToIncident(
        aggregate_version=incident.version, incident_id=incident.id, question_id=question_id
    )


def due_soon(claimed: ClaimedIncident) -> IncidentDueSoon:
    """Some hours are left."""
    return IncidentDueSoon(
        aggregate_version=claimed.version,
        incident_id=claimed.incident_id,
        agency_id=claimed.agency_id,
        due_at=claimed.due_at,
    )


def overdue(claimed: ClaimedIncident) -> IncidentBreached:
    """The hours have ended without a statement."""
    return IncidentBreached(
        aggregate_version=claimed.version,
        incident_id=claimed.incident_id,
        agency_id=claimed.agency_id,
        due_at=claimed.due_at,
    )


def breached(incident: Incident) -> IncidentBreached:
    """A breach that the late statement itself noticed."""
    due_at = incident.due_at or incident.opened_at
    return overdue(ClaimedIncident(incident.id, incident.agency_id, due_at, incident.version))
