"""The aggregates of incidents: changed ones through the ORM, new rows as gathered inserts."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import exists, select, text
from sqlalchemy.orm import registry

from services.questions.adapters.incidents.tables import NUMBERS
from services.questions.adapters.orm import metadata
from services.questions.application.incidents.ports import ClaimedIncident
from services.questions.domain.incidents import Incident
from services.questions.domain.statement import Statement
from shared.persistence.unit_of_work import SqlUnitOfWork

incidents = metadata.tables["incidents"]
statements = metadata.tables["first_statements"]
links = metadata.tables["incident_questions"]


class StoredIncident(Incident):
    """An incident as it is loaded and changed."""


registry(metadata=metadata).map_imperatively(StoredIncident, incidents)

_STORED = tuple(incidents.c.keys())
_GIVEN = tuple(column.name for column in statements.c if column.name != "content_hash")
_CLAIM = """
WITH due AS (
    SELECT id FROM incidents
    WHERE first_statement_at IS NULL AND {untold} AND {instant} {ended} $1
    ORDER BY {instant} LIMIT $2
    FOR UPDATE SKIP LOCKED
)
UPDATE incidents SET {told} = true, version = version + 1
FROM due WHERE incidents.id = due.id
RETURNING incidents.id, agency_id, due_at, version
"""
_CLAIM_APPROACHING = _CLAIM.format(
    told="approaching_told", untold="NOT approaching_told", instant="approaching_at", ended="<="
)
# The last instant of the hours is still in time; the warning comes first, however late.
_CLAIM_BREACHED = _CLAIM.format(
    told="breach_told", untold="NOT breach_told AND approaching_told", instant="due_at", ended="<"
)


class SqlIncidents:
    """`get` locks the row; claims leave rows that another transaction holds to it."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def next_number(self) -> int:
        """From the sequence; a refusal after it leaves a gap, as numbers are for people only."""
        found = await self._uow.session.execute(text(f"SELECT nextval('{NUMBERS}')"))
        return cast("int", found.scalar_one())

    def add(self, incident: Incident) -> None:
        """A new incident."""
        self._uow.insert(incidents, **{name: getattr(incident, name) for name in _STORED})

    async def get(self, incident_id: UUID) -> Incident | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(StoredIncident, incident_id, with_for_update=True)

    def add_statement(self, statement: Statement) -> None:
        """The released statement with its hash."""
        values = {name: getattr(statement, name) for name in _GIVEN}
        self._uow.insert(statements, **values, content_hash=statement.content_hash())

    async def is_linked(self, incident_id: UUID, question_id: UUID) -> bool:
        """Whether the question belongs to the incident."""
        link = exists().where(links.c.incident_id == incident_id, links.c.question_id == question_id)
        return bool((await self._uow.session.execute(select(link))).scalar_one())

    def add_link(self, incident_id: UUID, question_id: UUID, at: datetime) -> None:
        """From now on it does."""
        self._uow.insert(links, incident_id=incident_id, question_id=question_id, linked_at=at)

    async def claim_approaching(self, now: datetime, limit: int) -> list[ClaimedIncident]:
        """Those to warn of."""
        return await self._claim(_CLAIM_APPROACHING, now, limit)

    async def claim_breached(self, now: datetime, limit: int) -> list[ClaimedIncident]:
        """Those that are late."""
        return await self._claim(_CLAIM_BREACHED, now, limit)

    async def _claim(self, statement: str, now: datetime, limit: int) -> list[ClaimedIncident]:
        connection = await self._uow.session.connection()
        rows = (await connection.exec_driver_sql(statement, (now, limit))).mappings()
        return [ClaimedIncident(row["id"], row["agency_id"], row["due_at"], row["version"]) for row in rows]
