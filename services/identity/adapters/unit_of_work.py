"""The unit of work of identity: the repositories on one session."""

from datetime import datetime
from uuid import UUID

from services.identity.adapters.repositories import (
    SqlAccounts,
    SqlAgencies,
    SqlAppointments,
    SqlClients,
    SqlPressAgencies,
    SqlReporters,
    SqlSpokespersons,
)
from services.identity.application.ports import (
    Accounts,
    Agencies,
    Appointments,
    Clients,
    PressAgencies,
    Reporters,
    Spokespersons,
    Standing,
)
from shared.persistence import SqlUnitOfWork, standing


class SqlStanding:
    """Identity writes its own copy of the suspensions that the other services project from the bus."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """Refuse the account from now on."""
        await standing.suspend(self._uow, account_id, at, version)

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """Admit it again."""
        await standing.restore(self._uow, account_id, at, version)


class IdentityUnitOfWork(SqlUnitOfWork):
    """One transaction on the identity database."""

    agencies: Agencies
    press_agencies: PressAgencies
    accounts: Accounts
    appointments: Appointments
    reporters: Reporters
    spokespersons: Spokespersons
    clients: Clients
    standing: Standing

    def bind(self) -> None:
        """Opens the repositories."""
        session = self.session
        self.agencies, self.press_agencies = SqlAgencies(self), SqlPressAgencies(self)
        self.accounts, self.appointments = SqlAccounts(session), SqlAppointments(session)
        self.reporters, self.spokespersons = SqlReporters(session), SqlSpokespersons(session)
        self.clients, self.standing = SqlClients(session), SqlStanding(self)
