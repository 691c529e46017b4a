"""Published items, as each side may see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, select, tuple_

from services.distribution.adapters.orm.items import items
from services.distribution.application.views.items import ItemView
from services.distribution.domain.model.items import ItemStatus
from shared.persistence import Database

_VIEW = [items.c[name] for name in ItemView.__struct_fields__]


class ItemFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted; `press_agency_id` and `agency_id` also say between whom."""

    press_agency_id: UUID | None = None
    agency_id: UUID | None = None
    release_id: UUID | None = None
    status: ItemStatus | None = None


class ItemQueries:
    """Reads in statements of their own: without BEGIN and COMMIT around them."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def page(
        self, wanted: ItemFilter, after: tuple[datetime, UUID] | None, limit: int
    ) -> list[ItemView]:
        """The newest first."""
        conditions: list[ColumnElement[bool]] = [
            items.c[name] == value
            for name, value in msgspec.structs.asdict(wanted).items()
            if value is not None
        ]
        if after is not None:
            conditions.append(tuple_(items.c.declared_at, items.c.id) < tuple_(*after))
        newest = select(*_VIEW).order_by(items.c.declared_at.desc(), items.c.id.desc())
        return await self._all(newest.where(*conditions).limit(limit))

    async def one(self, item_id: UUID) -> ItemView | None:
        """Whoever asks."""
        rows = await self._all(select(*_VIEW).where(items.c.id == item_id))
        return rows[0] if rows else None

    async def _all(self, statement: Any) -> list[ItemView]:
        async with self._engine.connect() as connection:
            rows: Sequence[Any] = (await connection.execute(statement)).mappings().all()
        return [ItemView(**row) for row in rows]
