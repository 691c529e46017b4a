"""The stores of accounts and posts."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    Account,
    Appointment,
    StoredIdentifier,
)


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
