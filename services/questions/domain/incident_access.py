"""Who may know of an incident before its first statement, and who may record the acts of its agency."""

from uuid import UUID

from services.questions.domain.visibility import Reader


def knows_incident(reader: Reader, incident_agency: UUID) -> bool:
    """IOC, supervision, leaders, and the people of the agency in whose remit it lies."""
    return reader.oversees or "leader" in reader.roles or reader.answers_for == incident_agency


def may_act(reader: Reader, incident_agency: UUID) -> bool:
    """Its agency's head, or the press-management department."""
    heads = "agency_head" in reader.roles and reader.agency_id == incident_agency
    return heads or "department_officer" in reader.roles
