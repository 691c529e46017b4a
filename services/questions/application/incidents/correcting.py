"""An act that was recorded by mistake is corrected, on the record and told."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.calendars import Record
from services.questions.application.incidents.handlers import in_utc, known
from services.questions.application.incidents.ports import IncidentUnit
from services.questions.application.texts import paragraph
from services.questions.domain.incident_access import may_act
from services.questions.domain.incident_correction import Correction, correct
from services.questions.domain.incident_errors import NotYourIncident
from services.questions.domain.incidents import Act, Incident, Recorded
from services.questions.domain.visibility import Reader
from shared.contracts.questions import IncidentActCorrected


class CorrectAct(msgspec.Struct, frozen=True, kw_only=True):
    """The agency's head, or the department, says when the act was really done, and why that was wrong."""

    incident_id: UUID
    actor: Reader
    account_id: UUID
    act: Act
    at: datetime
    reason: str
    expected_version: int


class Corrections(Protocol):
    """What was recorded before, kept for good."""

    def add(self, correction: Correction) -> None:
        """Written at commit and never changed."""


class CorrectingUnit(IncidentUnit, Protocol):
    """One transaction that corrects an act."""

    @property
    def corrections(self) -> Corrections:
        """What was recorded before."""

    @property
    def audit(self) -> Record:
        """Who did what."""


async def correct_act(command: CorrectAct, uow: CorrectingUnit) -> Incident:
    """By whoever may record the act; the hours are counted again."""
    reason = paragraph("reason", command.reason)
    async with uow:
        incident = await known(command.incident_id, command.actor, uow)
        if not may_act(command.actor, incident.agency_id):
            raise NotYourIncident
        incident.expect(command.expected_version)
        current = Recorded(in_utc(command.at), uow.now(), command.account_id)
        correction = correct(incident, command.act, current, reason)
        uow.corrections.add(correction)
        uow.audit.add(
            "incident.act_corrected", "incident", incident.id, command.account_id, _detail(correction)
        )
        uow.outbox.add(_told(incident, correction))
    return incident


def _detail(correction: Correction) -> dict[str, str]:
    return {
        "act": correction.act.value,
        "from": correction.previous.at.isoformat(),
        "to": correction.current.at.isoformat(),
        "reason": correction.reason,
    }


def _told(incident: Incident, correction: Correction) -> IncidentActCorrected:
    return IncidentActCorrected(
        aggregate_version=incident.version,
        incident_id=incident.id,
        agency_id=incident.agency_id,
        act=correction.act.value,
        previous_at=correction.previous.at,
        at=correction.current.at,
        due_at=incident.due_at,
        breach_lifted=correction.breach_lifted,
        corrected_at=correction.current.recorded_at,
    )
