"""An act of an incident that was recorded by mistake gets another instant; the old one is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.questions.domain.incident_errors import ActInTheFuture, NothingCorrected, NotRecordedYet
from services.questions.domain.incidents import (
    CLOCK_STARTS,
    FIRST_INFORMATION,
    WARNED_BEFORE,
    Act,
    Incident,
    Recorded,
)


@dataclass(frozen=True)
class Correction:
    """What was recorded, what counts instead, and why; `breach_lifted` where a breach had been told of."""

    incident_id: UUID
    act: Act
    previous: Recorded
    current: Recorded
    reason: str
    breach_lifted: bool


def correct(incident: Incident, act: Act, current: Recorded, reason: str) -> Correction:
    """The hours are counted from the new instant.

    Raises AlreadyStated (what a released statement was measured by stays), NotRecordedYet, ActInTheFuture or
    NothingCorrected.
    """
    incident.must_be_unstated()
    previous = recorded(incident, act)
    if previous is None:
        raise NotRecordedYet
    if current.at > current.recorded_at:
        raise ActInTheFuture(field="at")
    if current.at == previous.at:
        raise NothingCorrected(field="at")
    _put(incident, act, current)
    lifted = _count_again(incident, current) if CLOCK_STARTS.get(incident.clause) is act else False
    incident.version += 1
    return Correction(incident.id, act, previous, current, reason, lifted)


def recorded(incident: Incident, act: Act) -> Recorded | None:
    """What is recorded of the act, if it is."""
    found: tuple[datetime | None, datetime | None, UUID | None] = (
        (incident.received_and_handled_at, incident.receipt_recorded_at, incident.receipt_recorded_by)
        if act is Act.RECEIPT
        else (incident.impact_determined_at, incident.impact_recorded_at, incident.impact_recorded_by)
    )
    at, recorded_at, by = found
    return None if at is None or recorded_at is None or by is None else Recorded(at, recorded_at, by)


def _put(incident: Incident, act: Act, current: Recorded) -> None:
    if act is Act.RECEIPT:
        incident.received_and_handled_at = current.at
        incident.receipt_recorded_at, incident.receipt_recorded_by = current.recorded_at, current.recorded_by
    else:
        incident.impact_determined_at = current.at
        incident.impact_recorded_at, incident.impact_recorded_by = current.recorded_at, current.recorded_by


def _count_again(incident: Incident, current: Recorded) -> bool:
    """Whether a breach is lifted; what lies ahead again is told again."""
    now, told = current.recorded_at, incident.breach_told
    incident.due_at = current.at + FIRST_INFORMATION
    incident.approaching_at = incident.due_at - WARNED_BEFORE
    incident.breach_told = told and incident.is_late(now)
    incident.approaching_told = incident.approaching_told and incident.approaching_at <= now
    return told and not incident.breach_told
