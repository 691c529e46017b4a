"""SQL that fills the views of a question's file."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from services.questions.application.case import CaseEntry
from services.questions.application.case_reading import RefusalView
from services.questions.domain.refusal import Level
from shared.persistence.engine import Database

_ENTRIES = """
SELECT question_id, version, round, act, part, status_before, status_after, account_id, agency_id, at,
    details::text AS details
FROM question_acts WHERE question_id = $1 ORDER BY position
"""
_REFUSAL = "SELECT * FROM refusals WHERE question_id = $1 ORDER BY round DESC LIMIT 1"
_RATINGS = """
SELECT level, count(*) AS number FROM (
    SELECT level FROM ratings WHERE agency_id = $1 ORDER BY rated_at, question_id, round
    LIMIT (SELECT count(*) / $2::int * $2::int FROM ratings WHERE agency_id = $1)
) AS grouped GROUP BY level
"""


class SqlCaseQueries:
    """Reads in statements of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def entries(self, question_id: UUID) -> Sequence[CaseEntry]:
        """In order."""
        rows = await self._database.fetch(_ENTRIES, question_id)
        return [msgspec.convert({**row, "details": _details(row["details"])}, CaseEntry) for row in rows]

    async def refusal(self, question_id: UUID) -> RefusalView | None:
        """The latest."""
        rows = await self._database.fetch(_REFUSAL, question_id)
        return msgspec.convert(dict(rows[0]), RefusalView) if rows else None

    async def ratings(self, agency_id: UUID, groups_of: int) -> Mapping[Level, int]:
        """How many of each level among the oldest, as many as fill whole groups."""
        rows = await self._database.fetch(_RATINGS, agency_id, groups_of)
        return {Level(row["level"]): row["number"] for row in rows}


def _details(stored: str | None) -> object:
    return None if stored is None else msgspec.json.decode(stored)
