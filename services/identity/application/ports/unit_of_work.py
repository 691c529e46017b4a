"""One transaction over all stores."""

from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from services.identity.application.ports.access import Clients, DeviceCodes, Sessions, Standing
from services.identity.application.ports.agencies import Agencies
from services.identity.application.ports.people import Accounts, Appointments
from services.identity.application.ports.press_agencies import PressAgencies, PressApplications, PressPresence
from services.identity.application.ports.protection import Consents, DataRequests, PersonalData
from services.identity.application.ports.reporters import IdentityChecks, ReporterActs, Reporters
from services.identity.application.ports.spokespersons import Delegations, Spokespersons
from shared.contracts.event import Event


class Outbox(Protocol):
    """Events that leave with the commit."""

    def add(self, event: Event) -> None:
        """Send the event when the transaction commits."""
        ...


class Audit(Protocol):
    """What has to be accounted for later, whoever asks."""

    def add(
        self,
        action: str,
        subject_kind: str,
        subject_id: UUID | str,
        actor: UUID | None,
        detail: Mapping[str, str],
    ) -> None:
        """Record it when the transaction commits; never a personal identifier in `detail`."""
        ...


class UnitOfWork(Protocol):
    """One transaction; commits at the end of `async with`, rolls back on an error."""

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

    @property
    def outbox(self) -> Outbox:
        """Where events are put."""
        ...

    @property
    def audit(self) -> Audit:
        """Where acts that matter for security are recorded."""
        ...

    def now(self) -> datetime:
        """The instant of the province's clock."""
        ...

    def real_now(self) -> datetime:
        """The real instant, which tokens, codes and sessions live by."""
        ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
