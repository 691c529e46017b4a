"""The unit of work of identity: the repositories on one session."""

from datetime import datetime
from uuid import UUID

from services.identity.adapters.repositories import (
    SqlAccounts,
    SqlAgencies,
    SqlAppointments,
    SqlClients,
    SqlConsents,
    SqlDataRequests,
    SqlDelegations,
    SqlDeviceCodes,
    SqlIdentityChecks,
    SqlPersonalData,
    SqlPressAgencies,
    SqlPressApplications,
    SqlPressPresence,
    SqlReporterActs,
    SqlReporters,
    SqlSessions,
    SqlSpokespersons,
)
from services.identity.application.ports import (
    Accounts,
    Agencies,
    Appointments,
    Clients,
    Consents,
    DataRequests,
    Delegations,
    DeviceCodes,
    IdentityChecks,
    PersonalData,
    PressAgencies,
    PressApplications,
    PressPresence,
    ReporterActs,
    Reporters,
    Sessions,
    Spokespersons,
    Standing,
)
from shared.clock import RealClock
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

    async def revoke(self, account_id: UUID, at: datetime) -> None:
        """Refuse tokens of the account issued before `at`, on real time."""
        await standing.revoke(self._uow, account_id, at)


class IdentityUnitOfWork(SqlUnitOfWork):
    """One transaction on the identity database."""

    agencies: Agencies
    press_agencies: PressAgencies
    press_applications: PressApplications
    press_presence: PressPresence
    reporter_acts: ReporterActs
    identity_checks: IdentityChecks
    accounts: Accounts
    appointments: Appointments
    reporters: Reporters
    spokespersons: Spokespersons
    delegations: Delegations
    clients: Clients
    device_codes: DeviceCodes
    sessions: Sessions
    standing: Standing
    data_requests: DataRequests
    consents: Consents
    personal_data: PersonalData

    def bind(self) -> None:
        """Opens the repositories."""
        session = self.session
        self.agencies, self.press_agencies = SqlAgencies(self), SqlPressAgencies(self)
        self.press_applications = SqlPressApplications(session)
        self.press_presence, self.reporter_acts = SqlPressPresence(session), SqlReporterActs(self)
        self.identity_checks = SqlIdentityChecks(self)
        self.accounts, self.appointments = SqlAccounts(session), SqlAppointments(session)
        self.reporters, self.spokespersons = SqlReporters(session), SqlSpokespersons(session)
        self.delegations = SqlDelegations(session)
        self.clients, self.standing = SqlClients(session), SqlStanding(self)
        self.data_requests, self.consents = SqlDataRequests(session), SqlConsents(session)
        self.personal_data = SqlPersonalData(session)
        self.device_codes, self.sessions = SqlDeviceCodes(session), SqlSessions(session)

    def real_now(self) -> datetime:
        """The real instant, which tokens, codes and sessions live by."""
        return RealClock().now()
