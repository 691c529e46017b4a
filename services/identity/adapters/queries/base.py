"""What all reads share: one row, one page in the Vietnamese alphabet."""

from typing import Any, TypeVar
from uuid import UUID

import msgspec

from shared.persistence import Database
from shared.text import fold, nfc

V = TypeVar("V")
Ranked = tuple[int, str, UUID]
"""Where a named thing stands in a list: exact matches first, then the Vietnamese alphabet."""

# Exact spelling ranks above a match without accents; the names of two languages, so nothing is spelt twice.
NAMED = """
SELECT * FROM (
    SELECT {columns}, name_sort, CASE WHEN position($1 IN name_exact) > 0 THEN 0 ELSE 1 END AS rank
    FROM {table} WHERE search LIKE ALL ($2::text[])
) AS found
WHERE $3::int IS NULL OR (rank, name_sort, id) > ($3, $4, $5)
ORDER BY rank, name_sort, id LIMIT $6
"""


_DOCUMENTS = frozenset({"credential", "matter", "renewal"})
"""Columns that come as JSON text."""


class Reads:
    """Reads of one database; each is one statement."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def one(self, kind: type[V], statement: str, *arguments: object) -> V | None:
        """The row as a view, or None."""
        rows = await self.database.fetch(statement, *arguments)
        return view(rows[0], kind) if rows else None


def view(row: Any, kind: type[V]) -> V:
    """A row as a view."""
    values = dict(row)
    for name in _DOCUMENTS & values.keys():
        values[name] = msgspec.json.decode(values[name])
    return msgspec.convert(values, kind)


def named(search: str | None, after: Ranked | None) -> tuple[object, ...]:
    """The first five arguments of NAMED."""
    text = nfc(search or "").casefold().strip()
    words = [f"%{_literal(word)}%" for word in fold(text).split()]
    return (text, words, *(after or (None, None, None)))


def words_of(search: str | None) -> tuple[list[str], list[str]]:
    """Patterns that must all match: as they are spelt, and without accents."""
    text = nfc(search or "").casefold()
    exact = [f"%{_literal(word)}%" for word in text.split()]
    return exact, [f"%{_literal(word)}%" for word in fold(text).split()]


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
