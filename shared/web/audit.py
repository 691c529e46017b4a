"""The audit log as an auditor reads it: the same operation in every service that keeps one."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.params import QueryParameter

from shared.persistence.engine import Database
from shared.web.auth import Role, requires
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

_UUID_TEXT = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_PAGE = """
SELECT position, at, actor, action, subject_kind, subject_id, detail, seq, encode(hash, 'hex') AS hash
FROM audit WHERE ($1::text IS NULL OR action = $1) AND ($2::text IS NULL OR subject_kind = $2)
    AND ($3::text IS NULL OR subject_id = $3) AND ($4::uuid IS NULL OR actor = $4)
    AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
    AND ($7::bigint IS NULL OR position < $7) ORDER BY position DESC LIMIT $8
"""

_Word = Annotated[str | None, QueryParameter(max_length=100, description="Exactly this.")]
_Instant = Annotated[
    datetime | None, QueryParameter(description="With an offset (RFC 3339); `until` is exclusive.")
]
_Actor = Annotated[
    str | None, QueryParameter(pattern=_UUID_TEXT, format="uuid", description="The account that acted.")
]


class AuditEntryView(msgspec.Struct, frozen=True, kw_only=True):
    """What was done; `seq` and `hash` are null until the row is chained, seconds after its commit."""

    position: int
    at: datetime
    actor: UUID | None
    action: str
    subject_kind: str
    subject_id: str
    detail: dict[str, str]
    seq: int | None
    hash: str | None


def audit_log(database: Database) -> Any:
    """The operation GET /audit over this database, for auditors only."""

    @get(
        "/audit",
        operation_id="ListAuditEntries",
        summary="What was done, by whom",
        tags=["audit"],
        guards=[requires(Role.auditor)],
    )
    async def page(
        *,
        action: _Word = None,
        subject_kind: _Word = None,
        subject_id: _Word = None,
        actor: _Actor = None,
        since: _Instant = None,
        until: _Instant = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Page[AuditEntryView]:
        """Newest first; people appear by the ids of their accounts only."""
        after = decode(cursor, int)
        rows = await database.fetch(
            _PAGE,
            action,
            subject_kind,
            subject_id,
            None if actor is None else UUID(actor),
            since,
            until,
            after[0] if after else None,
            limit + 1,
        )
        return page_of([_view(row) for row in rows], limit, lambda last: (last.position,))

    return page


def _view(row: Any) -> AuditEntryView:
    return msgspec.convert({**row, "detail": msgspec.json.decode(row["detail"])}, AuditEntryView)
