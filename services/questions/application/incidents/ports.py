"""What the use cases of incidents need from outside."""

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

import msgspec

from services.questions.application.case import Questions
from services.questions.application.ports import Outbox
from services.questions.domain.answer import Speaker
from services.questions.domain.incidents import Incident
from services.questions.domain.statement import Statement


class ClaimedIncident(msgspec.Struct, frozen=True):
    """An incident whose hour has come, marked as told in the same transaction."""

    incident_id: UUID
    agency_id: UUID
    due_at: datetime
    version: int


class Stated(msgspec.Struct, frozen=True):
    """A released statement with its incident."""

    incident: Incident
    statement: Statement


class Incidents(Protocol):
    """The aggregates, with their statements and links."""

    async def next_number(self) -> int:
        """For the code of a new incident."""

    def add(self, incident: Incident) -> None:
        """A new incident."""

    async def get(self, incident_id: UUID) -> Incident | None:
        """For change: others wait until this transaction ends."""

    def add_statement(self, statement: Statement) -> None:
        """Written at commit and never changed."""

    async def is_linked(self, incident_id: UUID, question_id: UUID) -> bool:
        """Whether the question belongs to the incident."""

    def add_link(self, incident_id: UUID, question_id: UUID, at: datetime) -> None:
        """From now on it does."""

    async def claim_approaching(self, now: datetime, limit: int) -> Sequence[ClaimedIncident]:
        """Marks and returns incidents without a statement whose warning is due and not told."""

    async def claim_breached(self, now: datetime, limit: int) -> Sequence[ClaimedIncident]:
        """Marks and returns incidents without a statement that are late and not told."""


class IncidentDirectory(Protocol):
    """What identity has told of agencies and of who speaks for them."""

    async def knows_agency(self, agency_id: UUID, at: datetime) -> bool:
        """Whether the agency is there at the instant."""

    async def speaker_on(
        self, account_id: UUID, agency_id: UUID, matter: tuple[str, UUID], at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the matter."""


class IncidentUnit(Protocol):
    """One transaction with what incidents need."""

    @property
    def incidents(self) -> Incidents:
        """The aggregates."""

    @property
    def questions(self) -> Questions:
        """Questions that are linked."""

    @property
    def directory(self) -> IncidentDirectory:
        """Identity's facts."""

    @property
    def outbox(self) -> Outbox:
        """Events to publish."""

    def now(self) -> datetime:
        """The province's clock."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""
