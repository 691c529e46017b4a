"""State agencies in PostgreSQL: one row for each thing an agency was, is or will be."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from services.identity.adapters import orm
from services.identity.domain.model import (
    AgencyState,
    AgencyTree,
    Responsibility,
    Revision,
    StateAgency,
    Succession,
    SuccessionKind,
    Successor,
    TreePlace,
    Validity,
)
from shared.persistence import SqlUnitOfWork
from shared.text import fold, nfc, sort_key

_TREE = 0x63617900  # the advisory lock of everybody who changes the tree
_STATE = orm.agency_state.c


class SqlAgencies:
    """Written and read as rows; the tree changes rarely and by one transaction at a time."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def tree(self) -> AgencyTree:
        """Where all stand; who changes a place waits until this transaction has ended."""
        session = self._uow.session
        await session.execute(select(func.pg_advisory_xact_lock(_TREE)))
        found = select(_STATE.agency_id, _STATE.parent_id, _STATE.since, _STATE.until)
        rows = (await session.execute(found)).all()
        return AgencyTree(TreePlace(row[0], row[1], Validity(row[2], row[3])) for row in rows)

    def add(self, agency: StateAgency) -> None:
        """Enter a new one."""
        self._uow.insert(orm.agency, id=agency.id, version=agency.version)
        for revision in agency.revisions:
            self._uow.insert(orm.agency_state, agency_id=agency.id, **_values(revision))

    async def save(self, agency: StateAgency) -> None:
        """Keep what was revised or ended."""
        session, end = self._uow.session, agency.succession
        head = {
            "version": agency.version,
            "ended_at": end and end.ended_at,
            "succession_kind": end and end.kind.value,
            "succession_document": end and end.document_no,
        }
        await session.execute(update(orm.agency).where(orm.agency.c.id == agency.id).values(head))
        for revision in agency.revisions[-2:]:
            row = insert(orm.agency_state).values(agency_id=agency.id, **_values(revision))
            closing = {"until": row.excluded.until}
            key = ["agency_id", "number"]
            await session.execute(row.on_conflict_do_update(index_elements=key, set_=closing))
        followers = orm.agency_successor
        await session.execute(delete(followers).where(followers.c.agency_id == agency.id))
        for position, one in enumerate(end.successors if end else ()):
            values = {"successor_id": one.agency_id, "position": position, "fields": list(one.fields)}
            await session.execute(insert(followers).values(agency_id=agency.id, **values))

    async def find(self, agency_id: UUID) -> StateAgency | None:
        """The agency with this id."""
        session, table = self._uow.session, orm.agency.c
        columns = (table.version, table.succession_kind, table.ended_at, table.succession_document)
        head = (await session.execute(select(*columns).where(table.id == agency_id))).one_or_none()
        if head is None:
            return None
        states = select(orm.agency_state).where(_STATE.agency_id == agency_id).order_by(_STATE.number)
        rows = (await session.execute(states)).all()
        succession = None if head.ended_at is None else await self._succession(agency_id, head)
        return StateAgency(agency_id, tuple(map(_revision, rows)), succession, head.version)

    async def _succession(self, agency_id: UUID, head: Any) -> Succession:
        table = orm.agency_successor.c
        found = select(table.successor_id, table.fields).where(table.agency_id == agency_id)
        rows = (await self._uow.session.execute(found.order_by(table.position))).all()
        followers = tuple(Successor(row[0], tuple(row[1])) for row in rows)
        kind = SuccessionKind(head.succession_kind)
        return Succession(kind, followers, head.ended_at, head.succession_document)

    async def by_code(self, code: str) -> StateAgency | None:
        """The agency that had the code last, new or old."""
        found = select(_STATE.agency_id).where(or_(_STATE.code == code, _STATE.old_codes.contains([code])))
        newest = found.order_by(_STATE.until.desc().nulls_first(), _STATE.since.desc().nulls_last()).limit(1)
        agency_id = await self._uow.session.scalar(newest)
        return None if agency_id is None else await self.find(agency_id)

    async def holders(self, codes: Collection[str]) -> list[tuple[UUID, str, Validity]]:
        """Which agency has, had or will have one of the codes, and when."""
        columns = (_STATE.agency_id, _STATE.code, _STATE.old_codes, _STATE.since, _STATE.until)
        wanted = sorted(codes)
        found = select(*columns).where(or_(_STATE.code.in_(wanted), _STATE.old_codes.overlap(wanted)))
        rows = (await self._uow.session.execute(found)).all()
        return [
            (row.agency_id, code, Validity(row.since, row.until))
            for row in rows
            for code in wanted
            if code in {row.code, *row.old_codes}
        ]

    async def exists(self, agency_id: UUID) -> bool:
        """Whether there is one with this id."""
        found = select(orm.agency.c.id).where(orm.agency.c.id == agency_id)
        return (await self._uow.session.scalar(found)) is not None


def _values(revision: Revision) -> dict[str, Any]:
    state, validity = revision.state, revision.validity
    keywords = [word for one in state.responsibilities for word in (one.field, *one.keywords)]
    return {
        "number": revision.number,
        "since": validity.since,
        "until": validity.until,
        "code": state.code,
        "old_codes": list(state.old_codes),
        "name": state.name,
        "name_exact": nfc(state.name).casefold(),
        "name_folded": fold(state.name),
        "name_sort": sort_key(state.name),
        "search": fold(" ".join((state.code, *state.old_codes, state.name, *keywords))),
        "level": state.level,
        "unit_code": state.unit_code,
        "parent_id": state.parent_id,
        "responsibilities": [
            {"field": one.field, "keywords": list(one.keywords)} for one in state.responsibilities
        ],
        "working_hours": state.working_hours,
        "document_no": revision.document_no,
    }


def _revision(row: Any) -> Revision:
    known = (Responsibility(one["field"], tuple(one["keywords"])) for one in row.responsibilities)
    state = AgencyState(
        code=row.code,
        name=row.name,
        level=row.level,
        unit_code=row.unit_code,
        parent_id=row.parent_id,
        responsibilities=tuple(known),
        old_codes=tuple(row.old_codes),
        working_hours=row.working_hours,
    )
    return Revision(row.number, Validity(row.since, row.until), state, row.document_no)
