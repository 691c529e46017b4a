"""A refusal to inform, with its ground and reason as the law requires."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class RefusalGround(StrEnum):
    """The cases in which information may be refused (Press Law 126/2025/QH15, article 31.2)."""

    STATE_SECRET = "STATE_SECRET"  # noqa: S105 - a legal ground, no password
    PERSONAL_SECRET = "PERSONAL_SECRET"  # noqa: S105 - a legal ground, no password
    FAMILY_SECRET = "FAMILY_SECRET"  # noqa: S105 - a legal ground, no password
    OTHER_LEGAL_SECRET = "OTHER_LEGAL_SECRET"  # noqa: S105 - a legal ground, no password
    CASE_UNDER_INVESTIGATION_OR_NOT_TRIED = "CASE_UNDER_INVESTIGATION_OR_NOT_TRIED"
    INSPECTION_WITHOUT_CONCLUSION = "INSPECTION_WITHOUT_CONCLUSION"
    COMPLAINT_OR_DENUNCIATION_PENDING = "COMPLAINT_OR_DENUNCIATION_PENDING"
    INTER_AGENCY_DISPUTE_PENDING = "INTER_AGENCY_DISPUTE_PENDING"


@dataclass(frozen=True)
class Refusal:
    """Said by a spokesperson; the reason is owed to the press (Decree 244/2026, article 4.3)."""

    question_id: UUID
    round: int
    ground: RefusalGround
    reason: str
    spokesperson_id: UUID
    agency_id: UUID
    agency_name: str
    spokesperson_name: str
    spokesperson_position: str
    refused_at: datetime
    on_time: bool
    office_minutes: int


class Level(StrEnum):
    """How the asker rates an answer (the network's draft regulation of 2025, article 9)."""

    SATISFIED = "SATISFIED"
    ACCEPTABLE = "ACCEPTABLE"
    UNSATISFIED = "UNSATISFIED"
