"""Press events and invitations, read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine

from services.events.adapters.orm import invitations, press_events
from services.events.application.reading import EventFilter
from services.events.application.views import NewsroomView, PressEventSummary
from services.events.domain.model import Invitation, PressEvent
from shared.persistence import Database

_SUMMARY = tuple(press_events.c[name] for name in PressEventSummary.__struct_fields__)


class NoticeQueries:
    """Reads in statements of their own: without BEGIN and COMMIT around them."""

    def __init__(self, database: Database, opens_before: timedelta) -> None:
        self.database, self.opens_before = database, opens_before
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def press_event(self, press_event_id: UUID) -> PressEvent | None:
        """One press event."""
        rows = await self._all(select(*press_events.c).where(press_events.c.id == press_event_id))
        return PressEvent(**rows[0]) if rows else None

    async def press_events(
        self, wanted: EventFilter, after: tuple[datetime, UUID] | None, limit: int
    ) -> Sequence[PressEventSummary]:
        """Up to `limit`, the latest start first."""
        found = select(*_SUMMARY)
        equal = {press_events.c.agency_id: wanted.agency_id, press_events.c.status: wanted.status}
        found = found.where(*(column == value for column, value in equal.items() if value is not None))
        if wanted.ends_after is not None:
            found = found.where(press_events.c.ends_at > wanted.ends_after)
        if after is not None:
            found = found.where(tuple_(press_events.c.starts_at, press_events.c.id) < tuple_(*after))
        newest = (press_events.c.starts_at.desc(), press_events.c.id.desc())
        return [PressEventSummary(**row) for row in await self._all(found.order_by(*newest).limit(limit))]

    async def invited(self, press_event_id: UUID) -> Sequence[NewsroomView]:
        """The invited press agencies, each once, by name."""
        columns = (invitations.c.press_agency_id, func.min(invitations.c.newsroom).label("name"))
        wanted = select(*columns).where(invitations.c.press_event_id == press_event_id)
        rows = await self._all(wanted.group_by(invitations.c.press_agency_id).order_by("name"))
        return [NewsroomView(**row) for row in rows]

    async def invitation(self, invitation_id: UUID) -> tuple[Invitation, PressEvent] | None:
        """An invitation with its press event."""
        rows = await self._all(select(*invitations.c).where(invitations.c.id == invitation_id))
        if not rows:
            return None
        invitation = Invitation(**rows[0])
        press_event = await self.press_event(invitation.press_event_id)
        assert press_event is not None, "a foreign key holds them together"
        return invitation, press_event

    async def invitations(
        self,
        press_event_id: UUID | None,
        press_agency_id: UUID | None,
        after: UUID | None,
        limit: int,
    ) -> Sequence[Invitation]:
        """Up to `limit`, oldest first; of a press event, of a newsroom, or of both."""
        found = select(*invitations.c)
        if press_event_id is not None:
            found = found.where(invitations.c.press_event_id == press_event_id)
        if press_agency_id is not None:
            found = found.where(invitations.c.press_agency_id == press_agency_id)
        if after is not None:
            found = found.where(invitations.c.id > after)
        return [Invitation(**row) for row in await self._all(found.order_by(invitations.c.id).limit(limit))]

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]
