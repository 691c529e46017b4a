"""Reads of who may speak."""

from datetime import datetime
from uuid import UUID

from services.identity.adapters.queries.base import Reads, view
from services.identity.application.views import (
    SpokespersonView,
)

_SPOKESPERSON = """
SELECT id, agency_id, kind, full_name, position, phone, official_email, decision_no, valid_from, valid_to,
    revoked_at, version
FROM spokesperson
"""


class SpokespersonReads(Reads):
    """Spokespersons."""

    async def spokespersons(
        self, agency_id: UUID | None, at: datetime, after: UUID | None, limit: int
    ) -> list[SpokespersonView]:
        """Those who may speak at this instant."""
        where = """ WHERE revoked_at IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)
            AND ($1::uuid IS NULL OR agency_id = $1) AND ($3::uuid IS NULL OR id > $3)
            ORDER BY id LIMIT $4"""
        rows = await self.database.fetch(_SPOKESPERSON + where, agency_id, at, after, limit)
        return [view(row, SpokespersonView) for row in rows]

    async def spokesperson(self, spokesperson_id: UUID) -> SpokespersonView | None:
        """One spokesperson, past or present."""
        return await self.one(SpokespersonView, _SPOKESPERSON + " WHERE id = $1", spokesperson_id)
