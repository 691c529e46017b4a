"""What lets people and machines in, or keeps them out."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    MachineClient,
)


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
