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
from shared.persistence.bound import bound

OPENS_BEFORE = timedelta(hours=2)


class EventsUnitOfWork(SqlUnitOfWork):
    """One command or message."""

    press_events = bound(SqlPressEvents)
    invitations = bound(SqlInvitations)
    passes = bound(lambda uow: SqlPasses(uow, uow.opens_before))
    scans = bound(lambda uow: SqlScans(uow, uow.database, uow.opens_before))
    directory = bound(SqlDirectory)

    def __init__(
        self,
        database: Database,
        clock: Clock,
        province_code: str = "46",
        opens_before: timedelta = OPENS_BEFORE,
    ) -> None:
        super().__init__(database, clock, province_code)
        self.opens_before = opens_before
