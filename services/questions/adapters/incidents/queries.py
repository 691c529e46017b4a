"""SQL that fills the views of incidents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from services.questions.adapters.incidents.corrections import corrections
from services.questions.adapters.incidents.repository import incidents, links, statements
from services.questions.application.incidents.reading import IncidentFilter, Position
from services.questions.application.incidents.views import (
    CorrectionView,
    IncidentView,
    StatementView,
    incident_view,
)
from services.questions.domain.incidents import Act, Incident
from services.questions.domain.visibility import Reader
from shared.persistence.engine import Database

_LINKED = (
    select(func.array_agg(links.c.question_id))
    .where(links.c.incident_id == incidents.c.id)
    .scalar_subquery()
    .label("question_ids")
)
_CORRECTION = tuple(corrections.c[name] for name in CorrectionView.__struct_fields__)
_STATEMENT = tuple(
    statements.c[name] for name in StatementView.__struct_fields__ if name != "incident_version"
)


class SqlIncidentReads:
    """Reads in statements of their own, without BEGIN and COMMIT around them."""

    def __init__(self, database: Database) -> None:
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def incident(self, incident_id: UUID, now: datetime) -> IncidentView | None:
        """One incident, whoever asks."""
        rows = await self._all(select(incidents, _LINKED).where(incidents.c.id == incident_id))
        if not rows:
            return None
        kept = select(*_CORRECTION).where(corrections.c.incident_id == incident_id)
        found = await self._all(kept.order_by(corrections.c.position))
        kept_before = tuple(CorrectionView(**{**each, "act": Act(each["act"])}) for each in found)
        return msgspec.structs.replace(_view(rows[0], now), corrections=kept_before)

    async def incidents(
        self, wanted: IncidentFilter, reader: Reader, now: datetime, after: Position | None, limit: int
    ) -> Sequence[IncidentView]:
        """Up to `limit` incidents that the reader may see, newest first."""
        found = select(incidents, _LINKED).where(_visible(reader), *_conditions(wanted, now))
        if after is not None:
            found = found.where(tuple_(incidents.c.opened_at, incidents.c.id) < tuple_(*after))
        newest = (incidents.c.opened_at.desc(), incidents.c.id.desc())
        return [_view(row, now) for row in await self._all(found.order_by(*newest).limit(limit))]

    async def statement(self, incident_id: UUID) -> StatementView | None:
        """The first statement, if there is one."""
        version = incidents.c.version.label("incident_version")
        joined = select(*_STATEMENT, version).join(incidents, incidents.c.id == statements.c.incident_id)
        rows = await self._all(joined.where(statements.c.incident_id == incident_id))
        return StatementView(**rows[0]) if rows else None

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]


def _view(row: dict[str, Any], now: datetime) -> IncidentView:
    question_ids = tuple(row.pop("question_ids") or ())
    return incident_view(Incident(**row), now, question_ids)


def _visible(reader: Reader) -> ColumnElement[bool]:
    """The same rule as domain/incident_access.py; tests/questions/test_incidents.py holds them together."""
    if reader.oversees or "leader" in reader.roles:
        return true()
    own = false() if reader.answers_for is None else incidents.c.agency_id == reader.answers_for
    return or_(own, incidents.c.first_statement_at.is_not(None))


def _conditions(wanted: IncidentFilter, now: datetime) -> list[ColumnElement[bool]]:
    stated = incidents.c.first_statement_at.is_not(None)
    conditions: list[ColumnElement[bool]] = []
    if wanted.agency_id is not None:
        conditions.append(incidents.c.agency_id == wanted.agency_id)
    if wanted.clause is not None:
        conditions.append(incidents.c.clause == wanted.clause)
    if wanted.stated is not None:
        conditions.append(stated if wanted.stated else not_(stated))
    if wanted.overdue is not None:
        late = and_(not_(stated), func.coalesce(incidents.c.due_at < now, False))
        conditions.append(late if wanted.overdue else not_(late))
    return conditions
