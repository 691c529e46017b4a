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
    Outbox,
    PressAgencies,
    Reporters,
    Spokespersons,
    Standing,
)
from services.identity.domain.model import (
    Account,
    Appointment,
    MachineClient,
    PressAgency,
    Reporter,
    Spokesperson,
    SpokespersonKind,
    StateAgency,
    StoredIdentifier,
)
from shared.contracts.event import Event
from shared.text import fold


class Rows:
    """What one database would hold."""

    def __init__(self) -> None:
        self.agencies: dict[UUID, StateAgency] = {}
        self.press_agencies: dict[UUID, PressAgency] = {}
        self.accounts: dict[UUID, Account] = {}
        self.appointments: dict[UUID, Appointment] = {}
        self.reporters: dict[UUID, Reporter] = {}
        self.spokespersons: dict[UUID, Spokesperson] = {}
        self.clients: dict[str, MachineClient] = {}
        self.suspended: set[UUID] = set()
        self.events: list[Event] = []
        self.audited: list[tuple[str, str, str, UUID | None, dict[str, str]]] = []


class FakeAgencies:
    """State agencies in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.agencies

    def add(self, agency: StateAgency) -> None:
        self._rows[agency.id] = agency

    async def by_code(self, code: str) -> StateAgency | None:
        return next((agency for agency in self._rows.values() if agency.code == code), None)

    async def exists(self, agency_id: UUID) -> bool:
        return agency_id in self._rows


class FakePressAgencies:
    """Press agencies in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.press_agencies

    def add(self, press_agency: PressAgency) -> None:
        self._rows[press_agency.id] = press_agency

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        return self._rows.get(press_agency_id)

    async def named(self, name: str) -> bool:
        return any(fold(known.name) == fold(name) for known in self._rows.values())


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


class FakeReporters:
    """Accreditations in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.reporters

    def add(self, reporter: Reporter) -> None:
        self._rows[reporter.id] = reporter

    async def get(self, reporter_id: UUID) -> Reporter | None:
        return self._rows.get(reporter_id)

    async def of_account(self, account_id: UUID) -> Reporter | None:
        return next((r for r in self._rows.values() if r.account_id == account_id), None)


class FakeSpokespersons:
    """Assignments in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.spokespersons

    def add(self, spokesperson: Spokesperson) -> None:
        self._rows[spokesperson.id] = spokesperson

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        return self._rows.get(spokesperson_id)

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        return [s for s in self._rows.values() if s.account_id == account_id and s.revoked_at is None]

    async def head_of(self, agency_id: UUID, at: datetime) -> Spokesperson | None:
        for known in self._rows.values():
            over = known.term.valid_to is not None and known.term.valid_to <= at
            head = known.agency_id == agency_id and known.kind is SpokespersonKind.HEAD
            if head and known.revoked_at is None and not over:
                return known
        return None


class FakeClients:
    """Machine clients in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.clients

    async def put(self, client: MachineClient) -> None:
        self._rows[client.client_id] = client


class FakeStanding:
    """Suspended accounts in memory."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows.suspended

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        self._rows.add(account_id)

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        self._rows.discard(account_id)


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
    accounts: Accounts
    appointments: Appointments
    reporters: Reporters
    spokespersons: Spokespersons
    clients: Clients
    standing: Standing
    outbox: Outbox
    audit: Audit

    def __init__(self) -> None:
        self.kept = Rows()
        self.instant = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    async def __aenter__(self) -> Self:
        self._rows = rows = copy.deepcopy(self.kept)
        self.agencies, self.press_agencies = FakeAgencies(rows), FakePressAgencies(rows)
        self.accounts, self.appointments = FakeAccounts(rows), FakeAppointments(rows)
        self.reporters, self.spokespersons = FakeReporters(rows), FakeSpokespersons(rows)
        self.clients, self.standing = FakeClients(rows), FakeStanding(rows)
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
