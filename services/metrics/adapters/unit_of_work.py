"""The unit of work of this service."""

from services.metrics.adapters.repositories import SqlProjection, SqlStandings
from shared.persistence import SqlUnitOfWork


class MetricsUnitOfWork(SqlUnitOfWork):
    """One transaction on the live projection."""

    projection: SqlProjection
    standings: SqlStandings

    def bind(self) -> None:
        """Opens the repositories on this transaction."""
        self.projection = SqlProjection(self)
        self.standings = SqlStandings(self)
