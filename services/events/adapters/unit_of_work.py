"""The unit of work of this service."""

from services.events.adapters.repositories import SqlStandings
from shared.persistence import SqlUnitOfWork


class EventsUnitOfWork(SqlUnitOfWork):
    """The chassis' transaction with this service's repositories."""

    standings: SqlStandings

    def bind(self) -> None:
        """Opens the repositories on this transaction."""
        self.standings = SqlStandings(self)
