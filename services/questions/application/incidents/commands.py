"""What can be asked about incidents; `expected_version` is the version the caller has read."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.questions.domain.answer import StatementForm
from services.questions.domain.incidents import Act, Clause
from services.questions.domain.visibility import Reader


class OpenIncident(msgspec.Struct, frozen=True, kw_only=True):
    """IOC says that there is an extraordinary matter, and whose it is."""

    incident_id: UUID
    account_id: UUID
    agency_id: UUID
    clause: Clause
    title: str
    summary: str


class RecordAct(msgspec.Struct, frozen=True, kw_only=True):
    """The agency's head, or the department, says when the agency did it."""

    incident_id: UUID
    actor: Reader
    account_id: UUID
    act: Act
    at: datetime
    expected_version: int


class ReleaseStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A spokesperson gives the press the first information."""

    incident_id: UUID
    statement_id: UUID
    actor: Reader
    account_id: UUID
    form: StatementForm
    body: str
    expected_version: int


class LinkQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the press is about this incident."""

    incident_id: UUID
    question_id: UUID
    actor: Reader
    expected_version: int
