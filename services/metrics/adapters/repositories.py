"""The live projection, written."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.metrics.adapters.generations import WRITERS
from services.metrics.adapters.merge import parameters, statement
from services.metrics.adapters.orm import LIVE
from services.metrics.domain.model import Projection


class SqlProjection:
    """Merges into whatever projection is live when the lock is given, not when the statement was sent."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def apply(self, projection: Projection, causes: Sequence[UUID]) -> None:
        """One statement, after one that waits while a rebuild switches."""
        connection = await self._session.connection()
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock_shared($1)", (WRITERS,))
        await connection.exec_driver_sql(statement(LIVE), parameters(projection, causes))
