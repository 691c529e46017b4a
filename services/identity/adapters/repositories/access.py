"""Clients, devices' codes and sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.adapters.clients import client_of
from services.identity.domain.model import DeviceCode, MachineClient, Session


class SqlClients:
    """Machines that may ask for tokens; values, not entities, as the token endpoint reads them too."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, client_id: str) -> MachineClient | None:
        """The client, locked."""
        found = select(orm.client).where(orm.client.c.client_id == client_id).with_for_update()
        row = (await self._session.execute(found)).mappings().one_or_none()
        return None if row is None else client_of(dict(row))

    async def put(self, client: MachineClient) -> None:
        """Enter the client, or replace what was known of it."""
        values = _values(client)
        new = insert(orm.client).values(client_id=client.client_id, **values)
        await self._session.execute(new.on_conflict_do_update(index_elements=["client_id"], set_=values))


def _values(client: MachineClient) -> dict[str, Any]:
    secret = client.secret
    return {
        "name": client.name,
        "secret_hash": None if secret is None else secret.hash,
        "previous_secret_hash": None if secret is None else secret.previous_hash,
        "previous_secret_until": None if secret is None else secret.previous_until,
        "keys": [dict(key) for key in client.keys],
        "grant_types": sorted(client.grant_types),
        "scopes": sorted(client.scopes),
        "audiences": sorted(client.audiences),
        "tokens_per_minute": client.limits.tokens_per_minute,
        "requests_per_minute": client.limits.requests_per_minute,
        "press_event_id": client.place.press_event_id,
        "gate": client.place.gate,
        "agency_id": client.place.agency_id,
        "expires_at": client.expires_at,
        "disabled_at": client.disabled_at,
        "version": client.version,
    }


class SqlDeviceCodes:
    """One-time codes of door devices."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, code: DeviceCode) -> None:
        """Record a new one."""
        self._session.add(code)

    async def get(self, code_id: str) -> DeviceCode | None:
        """The code, locked."""
        return await self._session.get(DeviceCode, code_id, with_for_update=True)


class SqlSessions:
    """Sessions of people."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, session: Session) -> None:
        """Record a new one."""
        self._session.add(session)

    async def account_of(self, session_id: UUID) -> UUID | None:
        """Whose it is."""
        found = select(orm.session.c.account_id).where(orm.session.c.id == session_id)
        account_id: UUID | None = await self._session.scalar(found)
        return account_id

    async def get(self, session_id: UUID) -> Session | None:
        """The session, locked."""
        return await self._session.get(Session, session_id, with_for_update=True)

    async def end_all(self, account_id: UUID, at: datetime) -> None:
        """End those of a person that have not ended."""
        table = orm.session
        ended = update(table).where(table.c.account_id == account_id, table.c.ended_at.is_(None))
        await self._session.execute(ended.values(ended_at=at))
