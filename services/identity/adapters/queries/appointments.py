"""Reads of posts."""

from uuid import UUID

from services.identity.adapters.queries.base import Reads, view
from services.identity.application.views import (
    AppointmentView,
)

_APPOINTMENT = """
SELECT p.id, p.account_id, a.identifier_last4, a.full_name, p.role, p.agency_id, p.press_agency_id,
    p.appointed_at, p.ended_at, p.version
FROM appointment AS p JOIN account AS a ON a.id = p.account_id
"""


class AppointmentReads(Reads):
    """Posts."""

    async def appointments(
        self, role: str | None, agency_id: UUID | None, after: UUID | None, limit: int
    ) -> list[AppointmentView]:
        """Posts not ended, oldest first."""
        where = """ WHERE p.ended_at IS NULL AND ($1::text IS NULL OR p.role = $1)
            AND ($2::uuid IS NULL OR p.agency_id = $2) AND ($3::uuid IS NULL OR p.id > $3)
            ORDER BY p.id LIMIT $4"""
        rows = await self.database.fetch(_APPOINTMENT + where, role, agency_id, after, limit)
        return [view(row, AppointmentView) for row in rows]

    async def appointment(self, appointment_id: UUID) -> AppointmentView | None:
        """One post, ended or not."""
        return await self.one(AppointmentView, _APPOINTMENT + " WHERE p.id = $1", appointment_id)
