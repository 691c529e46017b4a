"""The unit of work of this service."""

from services.distribution.adapters.repositories import SqlStandings
from shared.persistence import SqlUnitOfWork


class DistributionUnitOfWork(SqlUnitOfWork):
    """The chassis' transaction with this service's repositories."""

    standings: SqlStandings

    def bind(self) -> None:
        """Opens the repositories on this transaction."""
        self.standings = SqlStandings(self)
