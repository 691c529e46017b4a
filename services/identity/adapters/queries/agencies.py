"""Reads of state agencies, each at an instant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.identity.adapters.queries.base import Ranked, Reads, named
from services.identity.application.views import (
    AgencyHistoryView,
    AgencyView,
    ResolvedAgencyView,
    SuccessionView,
)
from services.identity.domain.model import Succession, SuccessionKind, Successor, heirs
from shared.text import fold

_COLUMNS = """s.agency_id AS id, s.code, s.name, s.level, s.unit_code, s.parent_id, s.responsibilities,
    s.old_codes, s.working_hours, s.since AS valid_from, s.until AS valid_to, s.document_no, a.version"""
_FROM = "FROM agency_state AS s JOIN agency AS a ON a.id = s.agency_id"
_HOLDS = "(s.since IS NULL OR s.since <= {at}) AND (s.until IS NULL OR s.until > {at})"
# The name as it is spelt, then the name without accents, then a code, a field or a keyword.
_PAGE = f"""
SELECT * FROM (
    SELECT {_COLUMNS}, s.name_sort, CASE WHEN position($1 IN s.name_exact) > 0 THEN 0
        WHEN position($8 IN s.name_folded) > 0 THEN 1 ELSE 2 END AS rank
    {_FROM} WHERE s.search LIKE ALL ($2::text[]) AND {_HOLDS.format(at="$6")}
) AS found
WHERE $3::int IS NULL OR (rank, name_sort, id) > ($3, $4, $5)
ORDER BY rank, name_sort, id LIMIT $7
"""  # noqa: S608 - own text
# Before it begins, an agency is what it will be first; after its end, what it was last.
_ONE = f"""
SELECT {_COLUMNS} {_FROM} WHERE s.agency_id = $1
ORDER BY ({_HOLDS.format(at="$2::timestamptz")}) DESC,
    CASE WHEN s.until <= $2 THEN s.number ELSE -s.number END DESC LIMIT 1
"""
_ALL_STATES = f"SELECT {_COLUMNS} {_FROM} WHERE s.agency_id = $1 ORDER BY s.number"
_CALLED = f"""
SELECT {_COLUMNS} {_FROM}
WHERE ($1::text IS NULL OR s.code = $1 OR $1 = ANY(s.old_codes))
    AND ($2::text IS NULL OR s.name_folded = $2)
    AND ($3::timestamptz IS NULL OR {_HOLDS.format(at="$3")})
ORDER BY s.since DESC NULLS LAST, s.agency_id LIMIT 20
"""
_SUCCESSIONS = """
SELECT a.id, a.succession_kind, a.ended_at, a.succession_document, f.successor_id, f.fields
FROM agency AS a JOIN agency_successor AS f ON f.agency_id = a.id ORDER BY a.id, f.position
"""


class AgencyReads(Reads):
    """State agencies."""

    async def agencies(
        self, search: str | None, at: datetime, after: Ranked | None, limit: int
    ) -> list[tuple[AgencyView, Ranked]]:
        """Those in force, by name, code, field of responsibility or keyword, accents optional."""
        rows = await self.database.fetch(_PAGE, *named(search, after), at, limit, fold(search or "").strip())
        return [(_view(row), (row["rank"], row["name_sort"], row["id"])) for row in rows]

    async def agency(self, agency_id: UUID, at: datetime) -> AgencyView | None:
        """One state agency as it is at the instant, or nearest to it."""
        rows = await self.database.fetch(_ONE, agency_id, at)
        return _view(rows[0]) if rows else None

    async def agency_history(self, agency_id: UUID) -> AgencyHistoryView | None:
        """All that it was, is and will be."""
        rows = await self.database.fetch(_ALL_STATES, agency_id)
        if not rows:
            return None
        found = (await self._successions()).get(agency_id)
        end = None if found is None else _told(agency_id, found)
        return AgencyHistoryView(states=[_view(row) for row in rows], succession=end)

    async def resolve(
        self,
        code: str | None,
        name: str | None,
        called_at: datetime | None,
        field: str | None,
        now: datetime,
    ) -> list[ResolvedAgencyView]:
        """What was called so, at the instant if one is given, each with whoever answers for it now."""
        folded = None if name is None else " ".join(fold(name).split())
        rows = await self.database.fetch(_CALLED, code, folded, called_at)
        newest = {row["id"]: row for row in reversed(rows)}
        successions = await self._successions()
        return [await self._resolved(row, successions, field, now) for row in reversed(newest.values())]

    async def _resolved(
        self, row: Any, successions: dict[UUID, Succession], field: str | None, now: datetime
    ) -> ResolvedAgencyView:
        today = heirs(row["id"], successions, now, field)
        found = [await self.agency(agency_id, now) for agency_id in today]
        return ResolvedAgencyView(
            then=_view(row),
            successions=list(_way(row["id"], successions, now)),
            today=[one for one in found if one is not None],
        )

    async def _successions(self) -> dict[UUID, Succession]:
        rows = await self.database.fetch(_SUCCESSIONS)
        followers: dict[UUID, list[Any]] = {}
        for row in rows:
            followers.setdefault(row["id"], []).append(row)
        return {agency_id: _succession(group) for agency_id, group in followers.items()}


def _succession(rows: list[Any]) -> Succession:
    first = rows[0]
    successors = tuple(Successor(row["successor_id"], tuple(row["fields"])) for row in rows)
    kind = SuccessionKind(first["succession_kind"])
    return Succession(kind, successors, first["ended_at"], first["succession_document"])


def _way(agency_id: UUID, successions: dict[UUID, Succession], now: datetime) -> Iterable[SuccessionView]:
    """Every succession on the way to today, each once."""
    ahead, seen = [agency_id], set[UUID]()
    while ahead:
        current = ahead.pop(0)
        found = successions.get(current)
        if current in seen or found is None or found.ended_at > now:
            continue
        seen.add(current)
        yield _told(current, found)
        ahead.extend(one.agency_id for one in found.successors)


def _told(agency_id: UUID, found: Succession) -> SuccessionView:
    return SuccessionView(
        agency_id=agency_id,
        kind=found.kind,
        ended_at=found.ended_at,
        document_no=found.document_no,
        successors=list(found.successors),
    )


def _view(row: Any) -> AgencyView:
    values = dict(row)
    known = msgspec.json.decode(values["responsibilities"])
    values |= {"responsibilities": known, "fields": [one["field"] for one in known]}
    return msgspec.convert(values, AgencyView)
