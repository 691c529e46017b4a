"""The ports of identity in memory, written by hand; they commit and roll back as the real ones do."""

import copy
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from services.identity.application.ports import (
    Accounts,
    Agencies,
    Appointments,
    Audit,
    Clients,
    Consents,
    DataRequests,
    Delegations,
    DeviceCodes,
    IdentityChecks,
    Outbox,
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
from services.identity.domain.model import (
    Account,
    Appointment,
    DeviceCode,
    IdentityCheck,
    MachineClient,
    PressAgency,
    Reporter,
    Session,
    SpeakingDelegation,
    Spokesperson,
    StateAgency,
    StoredIdentifier,
)
from shared.contracts.event import Event
from tests.identity.fakes_access import FakeClients, FakeDeviceCodes, FakeSessions, FakeStanding
from tests.identity.fakes_press import FakeIdentityChecks, FakePressAgencies, FakeReporterActs, FakeReporters
from tests.identity.fakes_state import FakeAgencies, FakeDelegations, FakeSpokespersons


class Rows:
    """What one database would hold."""

    def __init__(self) -> None:
        self.agencies: dict[UUID, StateAgency] = {}
        self.press_agencies: dict[UUID, PressAgency] = {}
        self.accounts: dict[UUID, Account] = {}
        self.appointments: dict[UUID, Appointment] = {}
        self.reporters: dict[UUID, Reporter] = {}
        self.spokespersons: dict[UUID, Spokesperson] = {}
        self.delegations: dict[UUID, SpeakingDelegation] = {}
        self.clients: dict[str, MachineClient] = {}
        self.acts: list[tuple[UUID, str, str, UUID | None]] = []
        self.checks: dict[UUID, IdentityCheck] = {}
        self.suspended: set[UUID] = set()
        self.revoked: dict[UUID, datetime] = {}
        self.device_codes: dict[str, DeviceCode] = {}
        self.sessions: dict[UUID, Session] = {}
        self.events: list[Event] = []
        self.audited: list[tuple[str, str, str, UUID | None, dict[str, str]]] = []


class FakeAccounts:
    """People in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.accounts

    async def find_or_add(self, identifier: StoredIdentifier, account_id: UUID, at: datetime) -> Account:
        for account in self._rows.values():
            if account.identifier_digest in identifier.digests:
                account.keep(identifier)
                return account
        self._rows[account_id] = Account(account_id, identifier.digest, identifier.last4, None, at)
        return self._rows[account_id]

    async def lock(self, account_id: UUID) -> Account | None:
        return self._rows.get(account_id)


class FakeAppointments:
    """Posts in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.appointments

    def add(self, appointment: Appointment) -> None:
        self._rows[appointment.id] = appointment

    async def get(self, appointment_id: UUID) -> Appointment | None:
        return self._rows.get(appointment_id)

    async def held_by(self, account_id: UUID) -> list[Appointment]:
        return [a for a in self._rows.values() if a.account_id == account_id and a.ended_at is None]


class FakeOutbox:
    """Events in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.events

    def add(self, event: Event) -> None:
        self._rows.append(event)


class FakeAudit:
    """Audit rows in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.audited

    def add(
        self,
        action: str,
        subject_kind: str,
        subject_id: UUID | str,
        actor: UUID | None,
        detail: Mapping[str, str],
    ) -> None:
        self._rows.append((action, subject_kind, str(subject_id), actor, dict(detail)))


class FakeUnitOfWork:
    """Works on a copy of the rows, which takes their place at the end."""

    agencies: Agencies
    press_agencies: PressAgencies
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
    outbox: Outbox
    audit: Audit
    # Their use cases are tried on PostgreSQL only.
    consents: Consents
    data_requests: DataRequests
    personal_data: PersonalData
    press_applications: PressApplications
    press_presence: PressPresence

    def __init__(self) -> None:
        self.kept = Rows()
        self.instant = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def real_now(self) -> datetime:
        return self.instant

    async def __aenter__(self) -> Self:
        self._rows = rows = copy.deepcopy(self.kept)
        self.agencies, self.press_agencies = (
            FakeAgencies(rows.agencies),
            FakePressAgencies(rows.press_agencies),
        )
        self.accounts, self.appointments = FakeAccounts(rows), FakeAppointments(rows)
        self.reporters, self.spokespersons = (
            FakeReporters(rows.reporters),
            FakeSpokespersons(rows.spokespersons),
        )
        self.delegations = FakeDelegations(rows.delegations)
        self.clients = FakeClients(rows.clients)
        self.standing = FakeStanding(rows.suspended, rows.revoked)
        self.device_codes = FakeDeviceCodes(rows.device_codes)
        self.sessions = FakeSessions(rows.sessions)
        self.reporter_acts = FakeReporterActs(rows.acts)
        self.identity_checks = FakeIdentityChecks(rows.checks)
        self.outbox, self.audit = FakeOutbox(rows), FakeAudit(rows)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.kept = self._rows
