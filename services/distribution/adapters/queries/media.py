"""Which medium, and whether everybody may see it now."""

from uuid import UUID

from services.distribution.domain.model.media import Medium
from shared.persistence import Database

_FIND = """
SELECT m.*, EXISTS (SELECT FROM public_media p WHERE p.media_id = m.id) AS public FROM media m WHERE m.id = $1
"""


class SqlMediaQueries:
    """One statement by index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, media_id: UUID) -> tuple[Medium, bool] | None:
        """The medium, and whether a public release shows it at this moment."""
        rows = await self._database.fetch(_FIND, media_id)
        if not rows:
            return None
        values = dict(rows[0])
        public = bool(values.pop("public"))
        return Medium(**values), public
