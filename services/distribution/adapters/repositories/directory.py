"""Projections of identity's facts: one upsert for each event, guarded by the aggregate's version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.distribution.domain.model.edition import Speaker
from shared.contracts.identity import AgencyRegistered, SpokespersonAssigned, SpokespersonRevoked
from shared.persistence.unit_of_work import SqlUnitOfWork

_PUT_AGENCY = """
INSERT INTO agencies (agency_id, code, name, version) VALUES ($1, $2, $3, $4)
ON CONFLICT (agency_id) DO UPDATE SET code = excluded.code, name = excluded.name, version = excluded.version
WHERE agencies.version < excluded.version
"""
_PUT_ASSIGNMENT = """
INSERT INTO spokespersons
    (spokesperson_id, account_id, agency_id, full_name, position, valid_from, valid_to, assigned_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (spokesperson_id) DO UPDATE
SET account_id = excluded.account_id, agency_id = excluded.agency_id, full_name = excluded.full_name,
    position = excluded.position, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    assigned_version = excluded.assigned_version
WHERE spokespersons.assigned_version < excluded.assigned_version
"""
_PUT_REVOCATION = """
INSERT INTO spokespersons (spokesperson_id, revoked_at, revoked_version) VALUES ($1, $2, $3)
ON CONFLICT (spokesperson_id) DO UPDATE
SET revoked_at = excluded.revoked_at, revoked_version = excluded.revoked_version
WHERE spokespersons.revoked_version < excluded.revoked_version
"""
_SPEAKER = """
SELECT s.spokesperson_id, s.full_name, s.position, coalesce(a.name, '')
FROM spokespersons s LEFT JOIN agencies a USING (agency_id)
WHERE s.account_id = $1 AND s.agency_id = $2 AND s.assigned_version > 0
  AND s.valid_from <= $3 AND (s.valid_to IS NULL OR s.valid_to > $3)
  AND (s.revoked_version < s.assigned_version OR s.revoked_at > $3)
ORDER BY s.valid_from LIMIT 1
"""
_KNOWS_AGENCY = "SELECT 1 FROM agencies WHERE agency_id = $1"


class SqlDirectory:
    """Later versions win whatever the order of arrival; a gap leaves what is known so far."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def knows_agency(self, agency_id: UUID) -> bool:
        """Whether the agency has been registered."""
        return await self._first(_KNOWS_AGENCY, agency_id) is not None

    async def speaker(self, account_id: UUID, agency_id: UUID, at: datetime) -> Speaker | None:
        """The active spokesperson behind the account."""
        row = await self._first(_SPEAKER, account_id, agency_id, at)
        return None if row is None else Speaker(*row)

    async def put_agency(self, event: AgencyRegistered) -> None:
        """An agency's name and code."""
        await self._run(_PUT_AGENCY, event.agency_id, event.code, event.name, event.aggregate_version)

    async def put_assignment(self, event: SpokespersonAssigned) -> None:
        """A spokesperson's office and name."""
        await self._run(
            _PUT_ASSIGNMENT,
            event.spokesperson_id,
            event.account_id,
            event.agency_id,
            event.full_name,
            event.position,
            event.valid_from,
            event.valid_to,
            event.aggregate_version,
        )

    async def put_revocation(self, event: SpokespersonRevoked) -> None:
        """The early end of a spokesperson's office, even when it is heard of before the beginning."""
        await self._run(_PUT_REVOCATION, event.spokesperson_id, event.revoked_at, event.aggregate_version)

    async def _first(self, statement: str, *arguments: object) -> tuple[Any, ...] | None:
        connection = await self._uow.session.connection()
        row = (await connection.exec_driver_sql(statement, arguments)).first()
        return None if row is None else tuple(row)

    async def _run(self, statement: str, *arguments: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)
