"""The unit of work of this service."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.metrics.adapters.repositories import SqlProjection
from shared.persistence import SqlUnitOfWork


class MetricsUnitOfWork(SqlUnitOfWork):
    """One transaction on the live projection."""

    projection: SqlProjection

    def bind(self, session: AsyncSession) -> None:
        """Opens the projection on the session of this transaction."""
        self.projection = SqlProjection(session)
