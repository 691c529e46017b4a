"""SQL that fills the views from the live projection; a question counts once its submission is known."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from services.metrics.adapters.orm import LIVE
from services.metrics.application.commands import ListFigures
from services.metrics.application.views import AgencyView, OverviewView, PressAgencyView, WaitingView
from services.metrics.domain.figures import Figures
from shared.persistence import Database

Row = Mapping[str, Any]
V = TypeVar("V")

_COUNTS = ("asked", "answered", "on_time", "late", "awaiting_publication", "open", "open_late")

_KNOWN = f"FROM {LIVE}.question WHERE submission_version > 0"
_PUBLISHED = "publication_version > 0"
_OPEN = "answer_version = 0"

# $1 is the instant. A term in days ends at midnight, which is its due_at: at that instant it is past.
_FIGURES = f"""
    count(*) AS asked,
    count(*) FILTER (WHERE {_PUBLISHED}) AS answered,
    count(*) FILTER (WHERE {_PUBLISHED} AND on_time) AS on_time,
    count(*) FILTER (WHERE {_PUBLISHED} AND NOT on_time) AS late,
    count(*) FILTER (WHERE NOT ({_OPEN}) AND NOT ({_PUBLISHED})) AS awaiting_publication,
    count(*) FILTER (WHERE {_OPEN}) AS open,
    count(*) FILTER (WHERE {_OPEN} AND due_at <= $1) AS open_late,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY office_minutes) FILTER (WHERE {_PUBLISHED})
        AS median_office_minutes
"""

_OVERVIEW = f"""
SELECT {_FIGURES},
    (SELECT count(*) FROM (SELECT agency_id {_KNOWN} GROUP BY 1) AS lead WHERE agency_id IS NOT NULL)
        AS agencies_asked,
    (SELECT count(*) FROM (SELECT press_agency_id {_KNOWN} GROUP BY 1) AS asking) AS press_agencies_asking,
    (SELECT count(*) FROM {LIVE}.agency) AS agencies,
    (SELECT count(*) FROM {LIVE}.press_agency) AS press_agencies,
    (SELECT count(*) FROM {LIVE}.reporter WHERE verification_version > 0) AS verified_reporters,
    (SELECT count(*) FROM {LIVE}.reporter WHERE suspended) AS suspended_reporters
{_KNOWN}
"""  # noqa: S608 - made of the constants above

_WAITING = f"""
SELECT 'questions_without_submission' AS what, id FROM {LIVE}.question WHERE submission_version = 0
UNION ALL
SELECT 'agencies_without_registration', id FROM (
    SELECT agency_id AS id {_KNOWN} AND agency_id IS NOT NULL EXCEPT SELECT id FROM {LIVE}.agency
) AS agencies
UNION ALL
SELECT 'press_agencies_without_registration', id FROM (
    (SELECT press_agency_id AS id {_KNOWN}
     UNION SELECT press_agency_id FROM {LIVE}.reporter WHERE press_agency_id IS NOT NULL)
    EXCEPT SELECT id FROM {LIVE}.press_agency
) AS press_agencies
"""  # noqa: S608 - made of the constants above

# What is not registered yet sorts after every name.
_LAST = "chr(1114111)"
_PAGE = """
WHERE ($2::uuid IS NULL OR id = $2)
    AND ($3 = '' OR strpos(name_fold, $3) > 0)
    AND ($4::text IS NULL OR (name_key, id) > ($4::text COLLATE "C", $5::uuid))
ORDER BY name_key, id LIMIT $6
"""

_AGENCIES = f"""
SELECT * FROM (
    SELECT coalesce(agency.id, agency_id) AS id, code, name, figures.*,
        coalesce(name_key, {_LAST}) COLLATE "C" AS name_key, coalesce(name_fold, '') AS name_fold
    FROM {LIVE}.agency FULL JOIN (
        SELECT agency_id, {_FIGURES} {_KNOWN} AND lead_version > 0 GROUP BY agency_id
    ) AS figures ON agency_id = agency.id
) AS found {_PAGE}
"""  # noqa: S608 - made of the constants above

_PRESS_AGENCIES = f"""
SELECT found.*, coalesce(people.verified, 0) AS verified_reporters FROM (
    SELECT coalesce(press_agency.id, figures.press_agency_id) AS id, name, figures.*,
        coalesce(name_key, {_LAST}) COLLATE "C" AS name_key, coalesce(name_fold, '') AS name_fold
    FROM {LIVE}.press_agency FULL JOIN (
        SELECT press_agency_id, {_FIGURES} {_KNOWN} GROUP BY press_agency_id
    ) AS figures ON figures.press_agency_id = press_agency.id
) AS found LEFT JOIN (
    SELECT press_agency_id AS of, count(*) AS verified
    FROM {LIVE}.reporter WHERE verification_version > 0 GROUP BY press_agency_id
) AS people ON people.of = found.id {_PAGE}
"""  # noqa: S608 - made of the constants above


class SqlFigures:
    """Reads the live projection; `at` is the instant at which open questions are judged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def overview(self, at: datetime) -> OverviewView:
        """The totals of everyone."""
        row = dict((await self._database.fetch(_OVERVIEW, at))[0])
        waiting = await self.waiting()
        figures = _figures(row)
        return msgspec.convert(
            {**row, **figures, "questions": figures["asked"], "at": at, "waiting": waiting}, OverviewView
        )

    async def waiting(self) -> WaitingView:
        """How much refers to something not yet heard of."""
        statement = f"SELECT what, count(*) AS found FROM ({_WAITING}) AS waiting GROUP BY what"  # noqa: S608 - as above
        rows = await self._database.fetch(statement)
        return WaitingView(
            **dict.fromkeys(WaitingView.__struct_fields__, 0) | {r["what"]: r["found"] for r in rows}
        )

    async def what_waits(self) -> list[tuple[str, UUID]]:
        """All of it, as its kind and id."""
        return [(row["what"], row["id"]) for row in await self._database.fetch(_WAITING)]

    async def agencies(self, query: ListFigures) -> list[tuple[str, AgencyView]]:
        """Up to limit + 1 agencies after their sort keys, by name; one who does not see all sees his own."""
        rows = await self._page(_AGENCIES, query, query.viewer.agency_id)
        return [(row["name_key"], _view(row, AgencyView, "agency_id")) for row in rows]

    async def press_agencies(self, query: ListFigures) -> list[tuple[str, PressAgencyView]]:
        """The same for press agencies."""
        rows = await self._page(_PRESS_AGENCIES, query, query.viewer.press_agency_id)
        return [(row["name_key"], _view(row, PressAgencyView, "press_agency_id")) for row in rows]

    async def _page(self, statement: str, query: ListFigures, own: UUID | None) -> Sequence[Row]:
        if own is None and not query.viewer.sees_all:
            return []
        only = None if query.viewer.sees_all else own
        key, last = query.after or (None, None)
        return await self._database.fetch(statement, query.at, only, query.search, key, last, query.limit + 1)


def _view(row: Row, view: type[V], id_name: str) -> V:
    return msgspec.convert({**row, **_figures(row), id_name: row["id"]}, view)


def _figures(row: Row) -> dict[str, int | float | None]:
    """The figures of a row; of one without questions, zeros."""
    counts = {name: row[name] or 0 for name in _COUNTS}
    figures = Figures(**counts, median_office_minutes=row["median_office_minutes"])
    rate = figures.on_time_rate
    return {
        **counts,
        "on_time_rate": None if rate is None else round(rate, 4),
        "median_office_minutes": figures.median_office_minutes,
    }
