"""Events of extraordinary matters (Decree 244/2026, article 7); one version sequence for each incident."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime

IncidentClause = Literal[
    "national",
    "several_authorities",
    "great_impact",
    "divided_opinion",
    "asked_to_speak",
    "false_report",
]
"""The six cases of article 7, in its order."""


class IncidentOpened(Event, frozen=True, kw_only=True, tag="questions.incident.opened.v1"):
    """The operations centre has opened an incident; no clock runs yet. What it is about does not travel."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    code: str
    agency_id: UUID
    clause: IncidentClause
    opened_at: UtcTime


class IncidentReceived(Event, frozen=True, kw_only=True, tag="questions.incident.received.v1"):
    """A person has recorded when the agency received and handled the matter; `due_at` if that starts 24 h."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    agency_id: UUID
    received_and_handled_at: UtcTime
    due_at: UtcTime | None


class ImpactDetermined(Event, frozen=True, kw_only=True, tag="questions.incident.impact_determined.v1"):
    """A person has recorded when the agency found that opinion is touched; `due_at` if that starts 24 h."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    agency_id: UUID
    impact_determined_at: UtcTime
    due_at: UtcTime | None


class IncidentActCorrected(Event, frozen=True, kw_only=True, tag="questions.incident.act_corrected.v1"):
    """An act was done at `at`, not at `previous_at`; `breach_lifted` takes back a breach that was told."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    agency_id: UUID
    act: Literal["receipt", "impact"]
    previous_at: UtcTime
    at: UtcTime
    due_at: UtcTime | None
    breach_lifted: bool
    corrected_at: UtcTime


class QuestionLinkedToIncident(Event, frozen=True, kw_only=True, tag="questions.incident.question_linked.v1"):
    """A question of the press is about the incident."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    question_id: UUID


class FirstStatementReleased(Event, frozen=True, kw_only=True, tag="questions.incident.stated.v1"):
    """An active spokesperson has given the press the first information; `on_time` is null without a clock."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    statement_id: UUID
    agency_id: UUID
    clause: IncidentClause
    subject: str
    spokesperson_name: str
    spokesperson_position: str
    due_at: UtcTime | None
    released_at: UtcTime
    on_time: bool | None
    content_hash: str


class IncidentDueSoon(Event, frozen=True, kw_only=True, tag="questions.incident.due_soon.v1"):
    """Four hours are left for the first statement; said once."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    agency_id: UUID
    due_at: UtcTime


class IncidentBreached(Event, frozen=True, kw_only=True, tag="questions.incident.breached.v1"):
    """The 24 hours have ended without a first statement; said once."""

    __aggregate__: ClassVar[str] = "incident_id"

    incident_id: UUID
    agency_id: UUID
    due_at: UtcTime
