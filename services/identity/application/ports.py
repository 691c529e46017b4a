"""What the use cases need of the outside: repositories, the outbox, the instant."""

from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from services.identity.domain.model import (
    Account,
    Appointment,
    MachineClient,
    PressAgency,
    Reporter,
    Spokesperson,
    StateAgency,
    StoredIdentifier,
)
from shared.contracts.event import Event


class Agencies(Protocol):
    """State agencies."""

    def add(self, agency: StateAgency) -> None:
        """Enter a new one."""
        ...

    async def by_code(self, code: str) -> StateAgency | None:
        """The agency with this code."""
        ...

    async def exists(self, agency_id: UUID) -> bool:
        """Whether there is one with this id."""
        ...


class PressAgencies(Protocol):
    """Press agencies."""

    def add(self, press_agency: PressAgency) -> None:
        """Enter a new one."""
        ...

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id."""
        ...

    async def named(self, name: str) -> bool:
        """Whether one has this name, accents and case aside; two askers at once wait for each other."""
        ...


class Accounts(Protocol):
    """People."""

    async def find_or_add(self, identifier: StoredIdentifier, account_id: UUID, at: datetime) -> Account:
        """The person's account, locked until the end of the transaction, made if there was none."""
        ...

    async def lock(self, account_id: UUID) -> Account | None:
        """The account, locked until the end of the transaction."""
        ...


class Appointments(Protocol):
    """Posts given by administrators."""

    def add(self, appointment: Appointment) -> None:
        """Record a new one."""
        ...

    async def get(self, appointment_id: UUID) -> Appointment | None:
        """The appointment, locked."""
        ...

    async def held_by(self, account_id: UUID) -> list[Appointment]:
        """Those that have not ended."""
        ...


class Reporters(Protocol):
    """Accreditations."""

    def add(self, reporter: Reporter) -> None:
        """Record an application."""
        ...

    async def get(self, reporter_id: UUID) -> Reporter | None:
        """The reporter, locked."""
        ...

    async def of_account(self, account_id: UUID) -> Reporter | None:
        """The person's accreditation."""
        ...


class Spokespersons(Protocol):
    """Assignments."""

    def add(self, spokesperson: Spokesperson) -> None:
        """Record a new one."""
        ...

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        """The spokesperson, locked."""
        ...

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        """The person's assignments that were not revoked."""
        ...

    async def head_of(self, agency_id: UUID, at: datetime) -> Spokesperson | None:
        """The agency's head at this instant or later; two askers at once wait for each other."""
        ...


class Clients(Protocol):
    """Machines that may ask for tokens."""

    async def put(self, client: MachineClient) -> None:
        """Enter the client, or replace what was known of it."""
        ...


class Standing(Protocol):
    """The rows that every request is checked against."""

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """Refuse the account from now on."""
        ...

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """Admit it again."""
        ...


class Outbox(Protocol):
    """Events that leave with the commit."""

    def add(self, event: Event) -> None:
        """Send the event when the transaction commits."""
        ...


class UnitOfWork(Protocol):
    """One transaction; commits at the end of `async with`, rolls back on an error."""

    agencies: Agencies
    press_agencies: PressAgencies
    accounts: Accounts
    appointments: Appointments
    reporters: Reporters
    spokespersons: Spokespersons
    clients: Clients
    standing: Standing

    @property
    def outbox(self) -> Outbox:
        """Where events are put."""
        ...

    def now(self) -> datetime:
        """The instant of the province's clock."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
