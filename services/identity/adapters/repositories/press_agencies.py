"""Press agencies, applications to be one, and their presence in the province."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, any_, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.adapters import orm
from services.identity.domain.model import (
    LicenceStatus,
    PressAgency,
    PressApplication,
    PressDetails,
    PressKind,
    PressType,
    RepresentativeOffice,
    ResidentReporter,
)
from shared.persistence import SqlUnitOfWork
from shared.text import fold, nfc, sort_key

_TABLE = orm.press_agency.c
_REGISTER = 46_003
"""The advisory lock of the whole register; a single name's is a hash of it."""


class SqlPressAgencies:
    """Rows rather than mapped objects: an import enters tens of thousands in one go."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, press_agency: PressAgency) -> None:
        """Enter a new one, at once, so that other rows may refer to it."""
        await self._uow.session.execute(insert(orm.press_agency).values(**_new(press_agency)))

    def add_all(self, press_agencies: Iterable[PressAgency]) -> None:
        """Enter many new ones with the commit."""
        for press_agency in press_agencies:
            self._uow.insert(orm.press_agency, **_new(press_agency))

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id."""
        found = await self._uow.session.execute(select(orm.press_agency).where(_TABLE.id == press_agency_id))
        row = found.one_or_none()
        return None if row is None else _press_agency(row)

    async def lock(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id, locked until the end of the transaction."""
        chosen = select(orm.press_agency).where(_TABLE.id == press_agency_id).with_for_update()
        row = (await self._uow.session.execute(chosen)).one_or_none()
        return None if row is None else _press_agency(row)

    async def save(self, press_agency: PressAgency) -> None:
        """Keep what has changed."""
        changed = update(orm.press_agency).where(_TABLE.id == press_agency.id)
        await self._uow.session.execute(changed.values(**_columns(press_agency)))

    async def named(self, name: str) -> bool:
        """Whether one has this name, accents and case aside; two askers at once wait for each other."""
        folded, session = fold(name), self._uow.session
        await session.execute(select(func.pg_advisory_xact_lock_shared(_REGISTER)))
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(folded, 0))))
        found = select(_TABLE.id).where(_TABLE.search == folded)
        return (await session.scalar(found)) is not None

    async def close(self) -> None:
        """Nobody else enters one until the end of the transaction."""
        await self._uow.session.execute(select(func.pg_advisory_xact_lock(_REGISTER)))

    async def known_as(self, names: Iterable[str]) -> list[PressAgency]:
        """Those with one of these names, accents and case aside, locked."""
        folded = literal(sorted({fold(name) for name in names}), ARRAY(Text))
        chosen = select(orm.press_agency).where(_TABLE.search == any_(folded)).order_by(_TABLE.id)
        return [_press_agency(row) for row in await self._uow.session.execute(chosen.with_for_update())]

    async def ending(self, today: date, warn_from: date) -> list[UUID]:
        """Those whose licence has run out unnoticed, or ends until `warn_from` without a warning said."""
        active = _TABLE.status == LicenceStatus.ACTIVE
        unsaid: ColumnElement[bool] = _TABLE.warned_of.is_distinct_from(_TABLE.valid_to)
        due = or_(_TABLE.valid_to < today, (_TABLE.valid_to <= warn_from) & unsaid)
        return list(await self._uow.session.scalars(select(_TABLE.id).where(active, due).limit(1000)))


def _new(press_agency: PressAgency) -> dict[str, object]:
    own = {"id": press_agency.id, "registered_at": press_agency.registered_at}
    return {**own, **_columns(press_agency)}


def _columns(press_agency: PressAgency) -> dict[str, object]:
    details = press_agency.details
    return {
        "name": press_agency.name,
        "name_exact": nfc(press_agency.name).casefold(),
        "name_sort": sort_key(press_agency.name),
        "search": fold(press_agency.name),
        "types": sorted(press_agency.types),
        "kind": press_agency.kind.value,
        "version": press_agency.version,
        "licence_no": details.licence_no,
        "governing_body": details.governing_body,
        "central": details.central,
        "purpose": details.purpose,
        "domains": list(details.domains),
        "head": details.head,
        "valid_to": details.valid_to,
        "status": press_agency.status,
        "warned_of": press_agency.warned_of,
    }


def _press_agency(row: Any) -> PressAgency:
    details = PressDetails(
        licence_no=row.licence_no,
        governing_body=row.governing_body,
        central=row.central,
        purpose=row.purpose,
        domains=tuple(row.domains),
        head=row.head,
        valid_to=row.valid_to,
    )
    return PressAgency(
        id=row.id,
        name=row.name,
        types=frozenset(PressType(name) for name in row.types),
        kind=PressKind(row.kind),
        registered_at=row.registered_at,
        version=row.version,
        details=details,
        status=row.status,
        warned_of=row.warned_of,
    )


class SqlPressApplications:
    """Applications to be in the register."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, application: PressApplication) -> None:
        """Record a new one."""
        self._session.add(application)

    async def get(self, application_id: UUID) -> PressApplication | None:
        """The application, locked."""
        return await self._session.get(PressApplication, application_id, with_for_update=True)


class SqlPressPresence:
    """Representative offices and resident reporters."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, presence: RepresentativeOffice | ResidentReporter) -> None:
        """Record a new one."""
        self._session.add(presence)

    async def office(self, press_agency_id: UUID, office_id: UUID) -> RepresentativeOffice | None:
        """The office of this newsroom, locked."""
        found = await self._session.get(RepresentativeOffice, office_id, with_for_update=True)
        return found if found is not None and found.press_agency_id == press_agency_id else None

    async def resident(self, press_agency_id: UUID, resident_id: UUID) -> ResidentReporter | None:
        """The stay of a reporter of this newsroom, locked."""
        found = await self._session.get(ResidentReporter, resident_id, with_for_update=True)
        return found if found is not None and found.press_agency_id == press_agency_id else None

    async def offices(self, press_agency_id: UUID, province_code: str) -> list[RepresentativeOffice]:
        """The newsroom's offices in the province that have not ended."""
        table = orm.press_office.c
        here = (table.press_agency_id == press_agency_id, table.province_code == province_code)
        found = select(RepresentativeOffice).where(*here, table.ended_on.is_(None))
        return list(await self._session.scalars(found))

    async def residents(self, press_agency_id: UUID, province_code: str) -> list[ResidentReporter]:
        """The newsroom's resident reporters in the province who have not left."""
        table = orm.resident_reporter.c
        here = (table.press_agency_id == press_agency_id, table.province_code == province_code)
        found = select(ResidentReporter).where(*here, table.ended_on.is_(None))
        return list(await self._session.scalars(found))
