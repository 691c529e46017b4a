"""Reads about personal data: the officer's queue, consents, everything kept of one person."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.adapters.queries.base import Reads, view
from services.identity.application.views import ConsentView, DataRequestView

_ABOUT = """
SELECT id::text FROM reporter WHERE account_id = $1
UNION ALL SELECT id::text FROM press_application WHERE applicant_id = $1
UNION ALL SELECT id::text FROM appointment WHERE account_id = $1
UNION ALL SELECT id::text FROM spokesperson WHERE account_id = $1
UNION ALL SELECT id::text FROM speaking_delegation WHERE account_id = $1
"""
"""What else of a person the audit log can name as its subject."""
OWN: dict[str, str] = {
    "account": "t.id = $1",
    "appointment": "t.account_id = $1",
    "reporter": "t.account_id = $1",
    "reporter_act": "t.reporter_id IN (SELECT id FROM reporter WHERE account_id = $1)",
    "resident_reporter": "t.reporter_id IN (SELECT id FROM reporter WHERE account_id = $1)",
    "identity_check": "t.account_id = $1",
    "press_application": "t.applicant_id = $1",
    "spokesperson": "t.account_id = $1",
    "speaking_delegation": "t.account_id = $1",
    "session": "t.account_id = $1",
    "data_request": "t.account_id = $1",
    "consent": "t.account_id = $1",
    "audit": f"t.subject_id = $1::uuid::text OR t.actor = $1 OR t.subject_id IN ({_ABOUT})",
}
"""Each table that holds something of a person, and which rows are theirs."""

# Digests, ciphers and copies for searching are how it is kept, not what is known of the person.
_HIDDEN = (
    "identifier_digest",
    "identifier_cipher",
    "birth_date",
    "birth_cipher",
    "token_hash",
    "previous_hash",
    "name_exact",
    "name_sort",
    "search",
    "prev_hash",
    "hash",
)
_ROWS = "SELECT (to_jsonb(t) - $2::text[])::text AS row FROM {table} AS t WHERE {where}"
_REQUESTS = """
SELECT id, account_id, kind, statement, received_at, due_at, status, decided_at, reason, breached_at, version
FROM data_request
"""


class ProtectionReads(Reads):
    """Personal data and what people ask about it."""

    async def own_data(self, account_id: UUID) -> dict[str, list[msgspec.Raw]]:
        """Every row kept of the person, by table, as it is stored but without digests."""
        found = {}
        for table, where in OWN.items():
            rows = await self.database.fetch(
                _ROWS.format(table=table, where=where), account_id, list(_HIDDEN)
            )
            found[table] = [msgspec.Raw(row["row"].encode()) for row in rows]
        return found

    async def data_requests(
        self,
        account_id: UUID | None,
        status: str | None,
        after: tuple[datetime, UUID] | None,
        limit: int,
    ) -> list[DataRequestView]:
        """Those of one person, or everybody's when `account_id` is None; what is due first comes first."""
        where = """ WHERE ($1::uuid IS NULL OR account_id = $1) AND ($2::text IS NULL OR status = $2)
            AND ($3::timestamptz IS NULL OR (due_at, id) > ($3, $4)) ORDER BY due_at, id LIMIT $5"""
        due, last = after or (None, None)
        rows = await self.database.fetch(_REQUESTS + where, account_id, status, due, last, limit)
        return [view(row, DataRequestView).stating_what_is_kept() for row in rows]

    async def data_request(self, account_id: UUID | None, request_id: UUID) -> DataRequestView | None:
        """One of the person's, or anybody's when `account_id` is None."""
        where = " WHERE ($1::uuid IS NULL OR account_id = $1) AND id = $2"
        found = await self.one(DataRequestView, _REQUESTS + where, account_id, request_id)
        return None if found is None else found.stating_what_is_kept()

    async def consents(self, account_id: UUID) -> list[ConsentView]:
        """All the person ever gave, newest first."""
        statement = """SELECT id, purpose, text_version, given_at, withdrawn_at FROM consent
            WHERE account_id = $1 ORDER BY given_at DESC, id DESC"""
        return [view(row, ConsentView) for row in await self.database.fetch(statement, account_id)]
