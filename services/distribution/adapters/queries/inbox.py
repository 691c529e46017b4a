"""The inbox is a query over what is public: it costs the same for one reader and for twenty thousand."""

from uuid import UUID

from services.distribution.application.views.inbox import InboxEntry, InboxSummary
from services.distribution.domain.model.content import Urgency
from services.distribution.domain.model.workflow import Publication
from shared.persistence import Database

_ENTRY = """
SELECT r.log_seq AS seq, r.id AS release_id, r.code, r.public_content->>'headline' AS headline,
    r.public_content->>'urgency' AS urgency, r.agency_id, r.edition, r.publication,
    first.published_at, last.at AS changed_at
FROM releases r
JOIN editions first ON first.release_id = r.id AND first.number = 1
JOIN release_log last ON last.seq = r.log_seq
"""
_PAGE = f"""
WITH mark AS (SELECT coalesce((SELECT seq FROM inbox_marks WHERE account_id = $1), 0) AS seq)
SELECT e.*, e.seq > mark.seq AND NOT EXISTS (
    SELECT 1 FROM inbox_reads d WHERE d.account_id = $1 AND d.seq = e.seq) AS unread
FROM ({_ENTRY} WHERE r.publication <> 'unpublished' AND r.log_seq < $2) AS e, mark
WHERE NOT $4 OR (e.seq > mark.seq AND NOT EXISTS (
    SELECT 1 FROM inbox_reads d WHERE d.account_id = $1 AND d.seq = e.seq))
ORDER BY e.seq DESC LIMIT $3
"""  # noqa: S608 - a text of our own
_NEW = f"""
SELECT e.*, true AS unread FROM ({_ENTRY} WHERE r.publication <> 'unpublished' AND r.log_seq > $1) AS e
ORDER BY e.seq LIMIT $2
"""  # noqa: S608 - a text of our own
_SUMMARY = """
SELECT count(*) FILTER (WHERE NOT EXISTS (
        SELECT 1 FROM inbox_reads d WHERE d.account_id = $1 AND d.seq = r.log_seq)) AS unread,
    coalesce((SELECT max(log_seq) FROM releases WHERE log_seq IS NOT NULL), 0) AS last_seq
FROM releases r
WHERE r.publication <> 'unpublished'
    AND r.log_seq > coalesce((SELECT seq FROM inbox_marks WHERE account_id = $1), 0)
"""
_LAST = "SELECT coalesce(max(log_seq), 0) FROM releases WHERE log_seq IS NOT NULL"
_END = 2**62


class InboxQueries:
    """One statement each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, account_id: UUID, before: int | None, limit: int, *, unread: bool
    ) -> list[InboxEntry]:
        """The last change first."""
        end = _END if before is None else before
        rows = await self._database.fetch(_PAGE, account_id, end, limit, unread)
        return [_entry(dict(row)) for row in rows]

    async def since(self, seq: int, limit: int) -> list[InboxEntry]:
        """What has changed after `seq`, in that order."""
        return [_entry(dict(row)) for row in await self._database.fetch(_NEW, seq, limit)]

    async def summary(self, account_id: UUID) -> InboxSummary:
        """How much there is to read."""
        row = (await self._database.fetch(_SUMMARY, account_id))[0]
        return InboxSummary(unread=row["unread"], last_seq=row["last_seq"])

    async def last(self) -> int:
        """The last place in the log: a look at the end of an index."""
        return int((await self._database.fetch(_LAST))[0][0])


def _entry(row: dict[str, object]) -> InboxEntry:
    return InboxEntry(
        **{  # type: ignore[arg-type]  # a row has what the statement above names
            **row,
            "urgency": Urgency(str(row["urgency"])),
            "publication": Publication(str(row["publication"])),
        }
    )
