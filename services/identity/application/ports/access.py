"""What lets people and machines in, or keeps them out."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import DeviceCode, MachineClient, Session


class Clients(Protocol):
    """Machines that may ask for tokens."""

    async def get(self, client_id: str) -> MachineClient | None:
        """The client, locked."""
        ...

    async def put(self, client: MachineClient) -> None:
        """Enter the client, or replace what was known of it."""
        ...


class DeviceCodes(Protocol):
    """One-time codes of door devices."""

    def add(self, code: DeviceCode) -> None:
        """Record a new one."""
        ...

    async def get(self, code_id: str) -> DeviceCode | None:
        """The code, locked."""
        ...


class Sessions(Protocol):
    """Sessions of people."""

    def add(self, session: Session) -> None:
        """Record a new one."""
        ...

    async def account_of(self, session_id: UUID) -> UUID | None:
        """Whose it is; the account is locked before its sessions are."""
        ...

    async def get(self, session_id: UUID) -> Session | None:
        """The session, locked."""
        ...

    async def end_all(self, account_id: UUID, at: datetime) -> None:
        """End those of a person that have not ended."""
        ...


class Standing(Protocol):
    """The rows that every request is checked against."""

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        """Refuse the account from now on."""
        ...

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        """Admit it again."""
        ...

    async def revoke(self, account_id: UUID, at: datetime) -> None:
        """Refuse tokens of the account issued before `at`, on real time."""
        ...
