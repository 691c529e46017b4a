"""People and what they are: accounts, appointments, reporters, spokespersons."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import (
    Account,
    Appointment,
    Reporter,
    Spokesperson,
    SpokespersonKind,
    StoredIdentifier,
)


class SqlAccounts:
    """People; the row lock makes the posts of one person a matter of one transaction at a time."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_or_add(self, identifier: StoredIdentifier, account_id: UUID, at: datetime) -> Account:
        """The person's account, locked until the end of the transaction, made if there was none."""
        found = select(Account).where(orm.account.c.identifier_digest == identifier.digest).with_for_update()
        known = await self._session.scalar(found)
        if known is not None:
            return known
        new = insert(orm.account).values(
            id=account_id,
            identifier_digest=identifier.digest,
            identifier_last4=identifier.last4,
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


class SqlReporters:
    """Accreditations."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, reporter: Reporter) -> None:
        """Record an application."""
        self._session.add(reporter)

    async def get(self, reporter_id: UUID) -> Reporter | None:
        """The reporter, locked."""
        return await self._session.get(Reporter, reporter_id, with_for_update=True)

    async def of_account(self, account_id: UUID) -> Reporter | None:
        """The person's accreditation."""
        found = select(Reporter).where(orm.reporter.c.account_id == account_id)
        return await self._session.scalar(found)


class SqlSpokespersons:
    """Assignments."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, spokesperson: Spokesperson) -> None:
        """Record a new one."""
        self._session.add(spokesperson)

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        """The spokesperson, locked."""
        return await self._session.get(Spokesperson, spokesperson_id, with_for_update=True)

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        """The person's assignments that were not revoked."""
        table = orm.spokesperson.c
        found = select(Spokesperson).where(table.account_id == account_id, table.revoked_at.is_(None))
        return list(await self._session.scalars(found))

    async def head_of(self, agency_id: UUID, at: datetime) -> Spokesperson | None:
        """The agency's head at this instant or later; two askers at once wait for each other."""
        table = orm.spokesperson.c
        agency = select(orm.agency.c.id).where(orm.agency.c.id == agency_id)
        await self._session.execute(agency.with_for_update(key_share=True))
        found = select(Spokesperson).where(
            table.agency_id == agency_id,
            table.kind == SpokespersonKind.HEAD,
            table.revoked_at.is_(None),
            or_(table.valid_to.is_(None), table.valid_to > at),
        )
        return (await self._session.scalars(found)).first()
