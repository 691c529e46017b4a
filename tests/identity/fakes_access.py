"""Clients, sessions, devices' codes and standing in memory."""

from datetime import datetime
from uuid import UUID

from services.identity.domain.model import DeviceCode, MachineClient, Session


class FakeClients:
    """Machine clients in memory."""

    def __init__(self, rows: dict[str, MachineClient]) -> None:
        self._rows = rows

    async def get(self, client_id: str) -> MachineClient | None:
        return self._rows.get(client_id)

    async def put(self, client: MachineClient) -> None:
        self._rows[client.client_id] = client


class FakeDeviceCodes:
    """One-time codes in memory."""

    def __init__(self, rows: dict[str, DeviceCode]) -> None:
        self._rows = rows

    def add(self, code: DeviceCode) -> None:
        self._rows[code.id] = code

    async def get(self, code_id: str) -> DeviceCode | None:
        return self._rows.get(code_id)


class FakeSessions:
    """Sessions in memory."""

    def __init__(self, rows: dict[UUID, Session]) -> None:
        self._rows = rows

    def add(self, session: Session) -> None:
        self._rows[session.id] = session

    async def account_of(self, session_id: UUID) -> UUID | None:
        known = self._rows.get(session_id)
        return None if known is None else known.account_id

    async def get(self, session_id: UUID) -> Session | None:
        return self._rows.get(session_id)

    async def end_all(self, account_id: UUID, at: datetime) -> None:
        for session in self._rows.values():
            if session.account_id == account_id:
                session.end(at)


class FakeStanding:
    """Suspended accounts and revoked access in memory."""

    def __init__(self, suspended: set[UUID], revoked: dict[UUID, datetime]) -> None:
        self._suspended, self._revoked = suspended, revoked

    async def suspend(self, account_id: UUID, at: datetime, version: int) -> None:
        self._suspended.add(account_id)

    async def restore(self, account_id: UUID, at: datetime, version: int) -> None:
        self._suspended.discard(account_id)

    async def revoke(self, account_id: UUID, at: datetime) -> None:
        self._revoked[account_id] = at
