"""People and what they are: accounts and appointments."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import (
    Account,
    Appointment,
    StoredIdentifier,
)


class SqlAccounts:
    """People; the row lock makes the posts of one person a matter of one transaction at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_or_add(self, identifier: StoredIdentifier, account_id: UUID, at: datetime) -> Account:
        """The person's account, locked until the end of the transaction, made if there was none."""
        found = select(Account).where(orm.account.c.identifier_digest.in_(identifier.digests))
        found = found.with_for_update()
        if identifier.older:
            # Two keys would let two replicas enter one person twice at the same moment.
            key = int.from_bytes(min(identifier.digests)[:8], signed=True)
            await self._session.execute(select(func.pg_advisory_xact_lock(key)))
        known = await self._session.scalar(found)
        if known is not None:
            known.keep(identifier)
            return known
        new = insert(orm.account).values(
            id=account_id,
            identifier_digest=identifier.digest,
            identifier_last4=identifier.last4,
            identifier_cipher=None if identifier.seal is None else identifier.seal(account_id),
            created_at=at,
        )
        await self._session.execute(new.on_conflict_do_nothing())
        return (await self._session.scalars(found)).one()

    async def lock(self, account_id: UUID) -> Account | None:
        """The account, locked until the end of the transaction."""
        return await self._session.get(Account, account_id, with_for_update=True)


class SqlAppointments:
    """Posts given by administrators."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, appointment: Appointment) -> None:
        """Record a new one."""
        self._session.add(appointment)

    async def get(self, appointment_id: UUID) -> Appointment | None:
        """The appointment, locked."""
        return await self._session.get(Appointment, appointment_id, with_for_update=True)

    async def held_by(self, account_id: UUID) -> list[Appointment]:
        """Those that have not ended."""
        table = orm.appointment.c
        found = select(Appointment).where(table.account_id == account_id, table.ended_at.is_(None))
        return list(await self._session.scalars(found))
