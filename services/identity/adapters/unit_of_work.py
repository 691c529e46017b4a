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
from shared.persistence.bound import bound


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

    agencies: bound[Agencies] = bound(SqlAgencies)
    press_agencies: bound[PressAgencies] = bound(SqlPressAgencies)
    press_applications: bound[PressApplications] = bound(lambda uow: SqlPressApplications(uow.session))
    press_presence: bound[PressPresence] = bound(lambda uow: SqlPressPresence(uow.session))
    reporter_acts: bound[ReporterActs] = bound(SqlReporterActs)
    identity_checks: bound[IdentityChecks] = bound(SqlIdentityChecks)
    accounts: bound[Accounts] = bound(lambda uow: SqlAccounts(uow.session))
    appointments: bound[Appointments] = bound(lambda uow: SqlAppointments(uow.session))
    reporters: bound[Reporters] = bound(lambda uow: SqlReporters(uow.session))
    spokespersons: bound[Spokespersons] = bound(lambda uow: SqlSpokespersons(uow.session))
    delegations: bound[Delegations] = bound(lambda uow: SqlDelegations(uow.session))
    clients: bound[Clients] = bound(lambda uow: SqlClients(uow.session))
    device_codes: bound[DeviceCodes] = bound(lambda uow: SqlDeviceCodes(uow.session))
    sessions: bound[Sessions] = bound(lambda uow: SqlSessions(uow.session))
    standing: bound[Standing] = bound(SqlStanding)
    data_requests: bound[DataRequests] = bound(lambda uow: SqlDataRequests(uow.session))
    consents: bound[Consents] = bound(lambda uow: SqlConsents(uow.session))
    personal_data: bound[PersonalData] = bound(lambda uow: SqlPersonalData(uow.session))

    def real_now(self) -> datetime:
        """The real instant, which tokens, codes and sessions live by."""
        return RealClock().now()
