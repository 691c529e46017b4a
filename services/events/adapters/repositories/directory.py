"""Projections of identity's facts: one statement for each event, guarded by the aggregate's version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.events.application.ports import Newsroom
from services.events.domain.model import Organiser, Reporter, Standing
from shared.contracts.identity import (
    AgencyRegistered,
    AgencyRevised,
    AgencySucceeded,
    PressAgencyRegistered,
    PressAgencyRevised,
)
from shared.persistence import SqlUnitOfWork, standing

_PUT_AGENCY = """
INSERT INTO agencies (agency_id, name, level, version, valid_from) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""
_END_AGENCY = "INSERT INTO ended_agencies (agency_id, ended_at) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_PUT_PRESS_AGENCY = """
INSERT INTO press_agencies (press_agency_id, name, types, version) VALUES ($1, $2, $3, $4)
ON CONFLICT (press_agency_id) DO UPDATE
SET name = excluded.name, types = excluded.types, version = excluded.version
WHERE press_agencies.version < excluded.version
"""
_PUT_REPORTER = """
INSERT INTO reporters (reporter_id, press_agency_id, good, version) VALUES ($1, $2, $3, $4)
ON CONFLICT (reporter_id) DO UPDATE
SET press_agency_id = excluded.press_agency_id, good = excluded.good, version = excluded.version
WHERE reporters.version < excluded.version
"""
_ORGANISER = """
SELECT agency_id, name, level FROM agencies
WHERE agency_id = $1 AND (valid_from IS NULL OR valid_from <= $2)
    AND NOT EXISTS (SELECT FROM ended_agencies WHERE agency_id = $1 AND ended_at <= $2)
ORDER BY version DESC LIMIT 1
"""
_REPORTERS = """
SELECT r.reporter_id, r.press_agency_id, coalesce(p.name, ''), r.good
FROM reporters r LEFT JOIN press_agencies p USING (press_agency_id) WHERE r.reporter_id = ANY($1::uuid[])
"""
_NEWSROOMS = """
SELECT press_agency_id, name FROM press_agencies
WHERE $3::boolean OR press_agency_id = ANY($1::uuid[]) OR types && $2::text[] ORDER BY press_agency_id
"""


_FORGET = (
    "UPDATE invitations SET attendee_name = NULL WHERE reporter_id = $1",
    "UPDATE passes SET holder_name = '' WHERE reporter_id = $1",
)


class SqlDirectory:
    """Later versions win whatever the order of arrival."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def organiser(self, agency_id: UUID) -> Organiser | None:
        """An agency as its highest version that has begun says; None once it has ended."""
        rows = await self._run(_ORGANISER, agency_id, self._uow.now())
        return Organiser(*rows[0]) if rows else None

    async def reporter(self, reporter_id: UUID) -> Reporter | None:
        """A reporter and whether he is in good standing."""
        found = await self.reporters((reporter_id,))
        return found[0] if found else None

    async def reporters(self, reporter_ids: Sequence[UUID]) -> Sequence[Reporter]:
        """Those of them that are known."""
        rows = await self._run(_REPORTERS, list(reporter_ids)) if reporter_ids else []
        return [Reporter(*row) for row in rows]

    async def newsrooms(
        self, ids: Sequence[UUID], types: Sequence[str], *, everyone: bool
    ) -> Sequence[Newsroom]:
        """Press agencies with one of the ids or types, or all."""
        if not (ids or types or everyone):
            return []
        return [Newsroom(*row) for row in await self._run(_NEWSROOMS, list(ids), list(types), everyone)]

    async def forget(self, reporter_id: UUID) -> None:
        """Empties the reporter's name wherever it was entered."""
        for statement in _FORGET:
            await self._run(statement, reporter_id)

    async def put_agency(self, event: AgencyRegistered | AgencyRevised) -> None:
        """An agency's name and level, from an instant on when it is revised."""
        begins = event.valid_from if isinstance(event, AgencyRevised) else None
        version = event.aggregate_version
        await self._run(_PUT_AGENCY, event.agency_id, event.name, event.level, version, begins)

    async def end_agency(self, event: AgencySucceeded) -> None:
        """The instant from which on it organises nothing."""
        await self._run(_END_AGENCY, event.agency_id, event.ended_at)

    async def put_press_agency(self, event: PressAgencyRegistered | PressAgencyRevised) -> None:
        """A press agency's name and types."""
        types = list(event.types)
        version = event.aggregate_version
        await self._run(_PUT_PRESS_AGENCY, event.press_agency_id, event.name, types, version)

    async def put_reporter(
        self, reporter_id: UUID, press_agency_id: UUID, *, good: bool, version: int
    ) -> None:
        """A reporter's standing."""
        await self._run(_PUT_REPORTER, reporter_id, press_agency_id, good, version)

    async def put_standing(self, told: Standing) -> None:
        """Whether an account may act at all, in the chassis' projection that the guards read."""
        change = standing.suspend if told.suspended else standing.restore
        await change(self._uow, told.account_id, told.since, told.version)

    async def _run(self, statement: str, *arguments: object) -> list[tuple[Any, ...]]:
        connection = await self._uow.session.connection()
        done = await connection.exec_driver_sql(statement, arguments)
        return [tuple(row) for row in done] if done.returns_rows else []
