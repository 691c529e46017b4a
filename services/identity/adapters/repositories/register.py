"""What others refer to: state agencies, press agencies, machine clients."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import MachineClient, PressAgency, PressKind, PressType, StateAgency
from shared.persistence import SqlUnitOfWork
from shared.text import fold, nfc, sort_key


class SqlAgencies:
    """State agencies never change in this release, so they are rows, not mapped objects."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, agency: StateAgency) -> None:
        """Enter a new one."""
        words = " ".join((agency.code, agency.name, *agency.fields))
        self._uow.insert(
            orm.agency,
            id=agency.id,
            code=agency.code,
            name=agency.name,
            name_exact=nfc(agency.name).casefold(),
            name_sort=sort_key(agency.name),
            search=fold(words),
            level=agency.level,
            unit_code=agency.unit_code,
            parent_id=agency.parent_id,
            fields=list(agency.fields),
            version=agency.version,
        )

    async def by_code(self, code: str) -> StateAgency | None:
        """The agency with this code."""
        table = orm.agency.c
        found = select(
            table.id, table.code, table.name, table.level, table.unit_code, table.parent_id, table.fields
        )
        row = (await self._uow.session.execute(found.where(table.code == code))).one_or_none()
        return None if row is None else StateAgency(*row[:-1], fields=tuple(row.fields))

    async def exists(self, agency_id: UUID) -> bool:
        """Whether there is one with this id."""
        found = select(orm.agency.c.id).where(orm.agency.c.id == agency_id)
        return (await self._uow.session.scalar(found)) is not None


class SqlPressAgencies:
    """Press agencies never change in this release, so they are rows, not mapped objects."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, press_agency: PressAgency) -> None:
        """Enter a new one."""
        self._uow.insert(
            orm.press_agency,
            id=press_agency.id,
            name=press_agency.name,
            name_exact=nfc(press_agency.name).casefold(),
            name_sort=sort_key(press_agency.name),
            search=fold(press_agency.name),
            types=sorted(press_agency.types),
            kind=press_agency.kind.value,
            registered_at=press_agency.registered_at,
            version=press_agency.version,
        )

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id."""
        table = orm.press_agency.c
        found = select(table.id, table.name, table.types, table.kind, table.registered_at, table.version)
        row = (await self._uow.session.execute(found.where(table.id == press_agency_id))).one_or_none()
        if row is None:
            return None
        types = frozenset(PressType(name) for name in row.types)
        return PressAgency(row.id, row.name, types, PressKind(row.kind), row.registered_at, row.version)

    async def named(self, name: str) -> bool:
        """Whether one has this name, accents and case aside; two askers at once wait for each other."""
        folded, session = fold(name), self._uow.session
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(folded, 0))))
        found = select(orm.press_agency.c.id).where(orm.press_agency.c.search == folded)
        return (await session.scalar(found)) is not None


class SqlClients:
    """Machines that may ask for tokens."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, client: MachineClient) -> None:
        """Enter the client, or replace what was known of it."""
        values = {
            "name": client.name,
            "secret_hash": client.secret_hash,
            "grant_types": sorted(client.grant_types),
            "scopes": sorted(client.scopes),
            "audiences": sorted(client.audiences),
        }
        new = insert(orm.client).values(client_id=client.client_id, **values)
        await self._session.execute(new.on_conflict_do_update(index_elements=["client_id"], set_=values))
