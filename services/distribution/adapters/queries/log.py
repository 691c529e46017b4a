"""Reads of the release log, and of releases in the order of their last entry."""

from typing import Any

import msgspec

from services.distribution.application.documents import EditionDocument
from services.distribution.application.views.log import LogItem
from services.distribution.application.views.releases import EditionView
from services.distribution.domain.model.workflow import Publication
from shared.persistence import Database

_LAST = "SELECT max(seq) AS seq FROM release_log"
_AFTER = """
SELECT l.content AS entry, l.hash, l.signature, e.content AS edition, e.signature AS edition_signature
FROM release_log l JOIN editions e ON e.release_id = l.release_id AND e.number = l.edition
WHERE l.seq > $1 ORDER BY l.seq LIMIT $2
"""
_NEWEST = """
SELECT r.log_seq AS seq, r.publication, r.published_at, e.content, e.content_hash, e.signature
FROM releases r JOIN editions e ON e.release_id = r.id AND e.number = r.edition
WHERE r.log_seq < $1 ORDER BY r.log_seq DESC LIMIT $2
"""
_NO_LIMIT = 2**63 - 1


class FeedRelease(msgspec.Struct, frozen=True, kw_only=True):
    """A public release by its newest edition; `seq` is its last entry in the log."""

    seq: int
    publication: Publication
    published_at: Any
    edition: EditionView


class SqlLogQueries:
    """Single statements by index; none reads more rows than it returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def last_seq(self) -> int:
        """The newest place in the log; 0 while it is empty."""
        return int((await self._database.fetch(_LAST))[0]["seq"] or 0)

    async def after(self, seq: int, limit: int) -> list[LogItem]:
        """Up to `limit` entries after `seq`, oldest first."""
        rows = await self._database.fetch(_AFTER, seq, limit)
        return [
            LogItem(
                entry=row["entry"].decode(),
                hash=row["hash"],
                signature=row["signature"],
                edition=row["edition"].decode(),
                edition_signature=row["edition_signature"],
            )
            for row in rows
        ]

    async def newest(self, before: int | None, limit: int) -> list[FeedRelease]:
        """Up to `limit` public releases whose last entry lies before `before`, newest first."""
        rows = await self._database.fetch(_NEWEST, _NO_LIMIT if before is None else before, limit)
        return [_release(row) for row in rows]


def _release(row: Any) -> FeedRelease:
    return FeedRelease(
        seq=row["seq"],
        publication=Publication(row["publication"]),
        published_at=row["published_at"],
        edition=EditionView(
            document=msgspec.json.decode(row["content"], type=EditionDocument),
            content_hash=row["content_hash"],
            signature=row["signature"],
        ),
    )
