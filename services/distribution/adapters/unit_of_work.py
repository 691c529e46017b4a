"""The unit of work of this service."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.distribution.adapters.repositories.standing import SqlStandings
from shared.persistence import SqlUnitOfWork


class DistributionUnitOfWork(SqlUnitOfWork):
    """The chassis' transaction with this service's repositories."""

    standings: SqlStandings

    def bind(self, session: AsyncSession) -> None:
        """Opens the repositories on this transaction."""
        self.standings = SqlStandings(self)
