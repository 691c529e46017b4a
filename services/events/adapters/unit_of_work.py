"""The unit of work of this service: the chassis' transaction with its repositories bound."""

from datetime import timedelta

from services.events.adapters.repositories import (
    SqlDirectory,
    SqlInvitations,
    SqlPasses,
    SqlPressEvents,
    SqlScans,
)
from shared.clock import Clock
from shared.persistence import Database, SqlUnitOfWork

OPENS_BEFORE = timedelta(hours=2)


class EventsUnitOfWork(SqlUnitOfWork):
    """One command or message."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        province_code: str = "46",
        opens_before: timedelta = OPENS_BEFORE,
    ) -> None:
        super().__init__(database, clock, province_code)
        self.opens_before = opens_before

    def bind(self) -> None:
        """Opens the repositories on this transaction."""
        self.press_events = SqlPressEvents(self)
        self.invitations = SqlInvitations(self)
        self.passes = SqlPasses(self, self.opens_before)
        self.scans = SqlScans(self, self.database, self.opens_before)
        self.directory = SqlDirectory(self)
