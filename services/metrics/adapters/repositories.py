"""The live projection, written; and who may use this service."""

from collections.abc import Sequence
from uuid import UUID

from services.metrics.adapters.generations import WRITERS
from services.metrics.adapters.merge import merging
from services.metrics.adapters.orm import LIVE
from services.metrics.application.commands import ChangeStanding
from services.metrics.domain.model.projection import Projection
from shared.persistence import SqlUnitOfWork, standing


class SqlProjection:
    """Merges into whatever projection is live when the lock is given, not when the statement was sent."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def apply(self, projection: Projection, causes: Sequence[UUID]) -> None:
        """One statement, after one that waits while a rebuild switches."""
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock_shared($1)", (WRITERS,))
        await connection.exec_driver_sql(*merging(LIVE, projection, causes))


class SqlStandings:
    """The chassis' projection of suspended accounts, which the API's guards read."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def put(self, told: ChangeStanding) -> None:
        """Keep it, unless a later version is known."""
        change = standing.suspend if told.suspended else standing.restore
        await change(self._uow, told.account_id, told.since, told.version)
