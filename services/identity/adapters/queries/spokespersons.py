"""Reads of who may speak."""

from datetime import datetime
from uuid import UUID

from services.identity.adapters.queries.base import Ranked, Reads, words_of
from services.identity.adapters.queries.base import view as view_of
from services.identity.application.views import DelegationView, DirectoryEntryView, SpokespersonView
from shared.persistence.directory import grant_of
from shared.persistence.speaking import Matter, Verdict, decide

_COLUMNS = """p.id, p.agency_id, p.kind, p.full_name, p.position, p.phone, p.official_email, p.decision_no,
    p.decision_at, p.entry_due_at, p.published_at, p.valid_from, p.valid_to, p.revoked_at, p.version"""
_ONE = f"SELECT {_COLUMNS} FROM spokesperson AS p WHERE p.id = $1"  # noqa: S608 - own text
# Whoever may speak at $1 and is published; where the agency has ended, nobody.
_PUBLISHED = """
FROM spokesperson AS p JOIN agency_state AS s ON s.agency_id = p.agency_id
    AND (s.since IS NULL OR s.since <= $1) AND (s.until IS NULL OR s.until > $1)
WHERE p.revoked_at IS NULL AND p.published_at <= $1
    AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to > $1)
    AND ($2::uuid IS NULL OR p.agency_id = $2)
"""
# Without words everybody has the same rank, and the index on the order gives the page at once.
_ALL = f"""
SELECT {_COLUMNS}, s.name AS agency_name, p.name_sort, 0 AS rank {_PUBLISHED}
    AND ($3::int IS NULL OR (p.name_sort, p.id) > ($4, $5))
ORDER BY p.name_sort, p.id LIMIT $6
"""
# The words may stand in the name, the position or the agency; spelt exactly they rank first.
_FOUND = f"""
SELECT * FROM (
    SELECT {_COLUMNS}, s.name AS agency_name, p.name_sort,
        CASE WHEN p.exact || ' ' || s.name_exact LIKE ALL ($7::text[]) THEN 0 ELSE 1 END AS rank
    {_PUBLISHED} AND p.search || ' ' || s.name_folded LIKE ALL ($8::text[])
) AS found
WHERE $3::int IS NULL OR (rank, name_sort, id) > ($3, $4, $5)
ORDER BY rank, name_sort, id LIMIT $6
"""  # noqa: S608 - own text
_RIGHTS = """
SELECT id, kind, full_name, position, valid_from, valid_to, NULL AS matter_kind, NULL AS matter_id, revoked_at
FROM spokesperson WHERE account_id = $1 AND agency_id = $2
UNION ALL
SELECT id, 'DELEGATED', full_name, position, valid_from, valid_to, matter_kind, matter_id, revoked_at
FROM speaking_delegation WHERE account_id = $1 AND agency_id = $2
"""
_DELEGATION = """
SELECT id, delegator_id, account_id, agency_id, full_name, position,
    json_build_object('kind', matter_kind, 'id', matter_id)::text AS matter, document_no,
    valid_from, valid_to, signed_at, revoked_at, version
FROM speaking_delegation
"""


class SpokespersonReads(Reads):
    """Spokespersons and delegations."""

    async def directory(
        self, search: str | None, agency_id: UUID | None, at: datetime, after: Ranked | None, limit: int
    ) -> list[tuple[DirectoryEntryView, Ranked]]:
        """Published entries of whoever may speak at this instant, by words of name, position and agency."""
        asked = (at, agency_id, *(after or (None, None, None)), limit)
        exact, folded = words_of(search)
        if folded:
            rows = await self.database.fetch(_FOUND, *asked, exact, folded)
        else:
            rows = await self.database.fetch(_ALL, *asked)
        return [
            (view_of(row, DirectoryEntryView), (row["rank"], row["name_sort"], row["id"])) for row in rows
        ]

    async def spokesperson(self, spokesperson_id: UUID) -> SpokespersonView | None:
        """One spokesperson, past or present."""
        return await self.one(SpokespersonView, _ONE, spokesperson_id)

    async def delegations(
        self, agency_id: UUID | None, account_id: UUID | None, after: UUID | None, limit: int
    ) -> list[DelegationView]:
        """Of one agency or all, to one person or all, oldest first."""
        where = """ WHERE ($1::uuid IS NULL OR agency_id = $1) AND ($2::uuid IS NULL OR account_id = $2)
            AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4"""
        rows = await self.database.fetch(_DELEGATION + where, agency_id, account_id, after, limit)
        return [view_of(row, DelegationView) for row in rows]

    async def delegation(self, delegation_id: UUID) -> DelegationView | None:
        """One delegation, in force or not."""
        return await self.one(DelegationView, _DELEGATION + " WHERE id = $1", delegation_id)

    async def may_speak(
        self, account_id: UUID, agency_id: UUID, matter: Matter | None, at: datetime
    ) -> Verdict:
        """Whether the person speaks for the agency on the matter, and why."""
        rows = await self.database.fetch(_RIGHTS, account_id, agency_id)
        ended = await self.database.fetch("SELECT ended_at FROM agency WHERE id = $1", agency_id)
        return decide(map(grant_of, rows), matter, at, ended[0]["ended_at"] if ended else None)
