"""Who gets to read which incident; SQL behind the port fills the views."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.incidents.views import IncidentView, StatementView, outside
from services.questions.domain.incident_access import knows_incident
from services.questions.domain.incident_errors import IncidentNotFound
from services.questions.domain.incidents import Clause
from services.questions.domain.visibility import Reader

Position = tuple[datetime, UUID]
"""The last item of a page: newest first."""


class IncidentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader looks for; every condition that is set must hold."""

    agency_id: UUID | None = None
    clause: Clause | None = None
    overdue: bool | None = None
    stated: bool | None = None


class IncidentReads(Protocol):
    """SQL that fills the views."""

    async def incident(self, incident_id: UUID, now: datetime) -> IncidentView | None:
        """One incident, whoever asks."""

    async def incidents(
        self, wanted: IncidentFilter, reader: Reader, now: datetime, after: Position | None, limit: int
    ) -> Sequence[IncidentView]:
        """Up to `limit` incidents that the reader may see, newest first."""

    async def statement(self, incident_id: UUID) -> StatementView | None:
        """The first statement, if there is one."""


async def read_incident(
    incident_id: UUID, reader: Reader, now: datetime, reads: IncidentReads
) -> IncidentView:
    """One incident; raises IncidentNotFound."""
    found = await reads.incident(incident_id, now)
    if found is None:
        raise IncidentNotFound
    if knows_incident(reader, found.agency_id):
        return found
    if found.first_statement_at is None:
        raise IncidentNotFound
    return outside(found)


async def list_incidents(
    wanted: IncidentFilter,
    reader: Reader,
    now: datetime,
    reads: IncidentReads,
    *,
    after: Position | None,
    limit: int,
) -> list[IncidentView]:
    """What the reader may see of what he looks for."""
    found = await reads.incidents(wanted, reader, now, after, limit)
    return [each if knows_incident(reader, each.agency_id) else outside(each) for each in found]


async def read_statement(incident_id: UUID, reads: IncidentReads) -> StatementView:
    """The first statement, which is public; raises IncidentNotFound."""
    found = await reads.statement(incident_id)
    if found is None:
        raise IncidentNotFound
    return found
