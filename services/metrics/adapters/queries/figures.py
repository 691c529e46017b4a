"""The totals, and figures by agency and press agency; a question counts once its submission is known."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec

from services.metrics.adapters.orm import LIVE
from services.metrics.adapters.queries.agencies import IN_FORCE
from services.metrics.adapters.queries.counting import (
    ADMITTED,
    DUTIES,
    EDITIONS,
    ENTRIES,
    FIGURES,
    HELD,
    ITEMS,
    KNOWN,
    PASSES,
    PRESS_EVENTS,
    RELEASES,
    REPLIES,
    REQUESTS,
    SPREAD,
    TAKES,
    USED,
    Row,
    rated,
)
from services.metrics.adapters.queries.listed import AGENCIES, JUDGED, PRESS_AGENCIES
from services.metrics.adapters.queries.waiting import COUNTED, WAITING
from services.metrics.application.commands import ListFigures
from services.metrics.application.views import (
    AgencyView,
    DutiesView,
    OverviewView,
    PressAgencyView,
    WaitingView,
)
from services.metrics.domain.ranking import ranks
from shared.persistence import Database

V = TypeVar("V")

_OVERVIEW = f"""
SELECT * FROM
    (SELECT {FIGURES} {KNOWN}) AS figures,
    (SELECT count(agency_id) AS agencies_asked FROM (SELECT agency_id {KNOWN} GROUP BY 1) AS leads) AS led,
    (SELECT count(*) AS press_agencies_asking FROM (SELECT press_agency_id {KNOWN} GROUP BY 1) AS askers)
        AS asking,
    ({IN_FORCE}) AS agencies,
    (SELECT count(*) AS press_agencies FROM {LIVE}.press_agency) AS press_agencies,
    (SELECT count(*) FILTER (WHERE verification_version > 0) AS verified_reporters,
        count(*) FILTER (WHERE suspended) AS suspended_reporters FROM {LIVE}.reporter) AS people,
    (SELECT {EDITIONS} {RELEASES}) AS issued,
    (SELECT {SPREAD}, count(DISTINCT press_agency_id) FILTER (WHERE {USED})
        AS press_agencies_using_releases {ITEMS}) AS items,
    (SELECT {TAKES}, count(DISTINCT press_agency_id) AS press_agencies_taking FROM {LIVE}.take) AS taken,
    (SELECT {HELD} {PRESS_EVENTS}) AS held,
    (SELECT {REPLIES} FROM {LIVE}.invitation) AS replies,
    (SELECT {ADMITTED} {PASSES}) AS came
"""  # noqa: S608 - made of constants
_DUTIES = f"SELECT * FROM (SELECT {ENTRIES} {DUTIES}) AS entries, (SELECT {REQUESTS}) AS requests"  # noqa: S608 - made of constants


class SqlFigures:
    """Reads the live projection; `at` is the instant at which open questions are judged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def overview(self, at: datetime) -> OverviewView:
        """The totals of everyone."""
        row = rated((await self._database.fetch(_OVERVIEW, at))[0])
        waiting = await self.waiting()
        return msgspec.convert({**row, "questions": row["asked"], "at": at, "waiting": waiting}, OverviewView)

    async def duties(self) -> DutiesView:
        """How the whole network keeps the duties that the law sets a term for."""
        return DutiesView(**(await self._database.fetch(_DUTIES))[0])

    async def waiting(self) -> WaitingView:
        """How much refers to something not yet heard of."""
        rows = await self._database.fetch(COUNTED)
        return WaitingView(
            **dict.fromkeys(WaitingView.__struct_fields__, 0) | {r["what"]: r["found"] for r in rows}
        )

    async def what_waits(self) -> list[tuple[str, UUID]]:
        """All of it, as its kind and id."""
        return [(row["what"], row["id"]) for row in await self._database.fetch(WAITING)]

    async def agencies(self, query: ListFigures) -> list[tuple[str, AgencyView]]:
        """Up to limit + 1 agencies after their sort keys, by name.

        Who does not see all sees his own, and those that his own follows: nobody else is left to ask.
        """
        rows = await self._page(AGENCIES, query, query.viewer.agency_id)
        ranked = await self._ranks(query.at) if query.viewer.sees_all else {}
        return [
            (
                row["name_key"],
                _view(
                    row,
                    AgencyView,
                    agency_id=row["id"],
                    rank=ranked.get(row["id"]),
                    followed_by=msgspec.json.decode(row["followed_by"] or "[]"),
                ),
            )
            for row in rows
        ]

    async def press_agencies(self, query: ListFigures) -> list[tuple[str, PressAgencyView]]:
        """The same for press agencies, which have no ranks."""
        rows = await self._page(PRESS_AGENCIES, query, query.viewer.press_agency_id)
        return [(row["name_key"], _view(row, PressAgencyView, press_agency_id=row["id"])) for row in rows]

    async def _ranks(self, at: datetime) -> dict[UUID, int]:
        rows = await self._database.fetch(JUDGED, at)
        return ranks({row["id"]: (row["on_time"], row["judged"]) for row in rows})

    async def _page(self, statement: str, query: ListFigures, own: UUID | None) -> Sequence[Row]:
        if own is None and not query.viewer.sees_all:
            return []
        only = None if query.viewer.sees_all else own
        key, last = query.after or (None, None)
        return await self._database.fetch(statement, query.at, only, query.search, key, last, query.limit + 1)


def _view(row: Row, view: type[V], **more: object) -> V:
    """Counts that are null are zero, texts that are null stay so."""
    texts = {name: row.get(name) for name in ("code", "name")}
    return msgspec.convert({**rated(row), **texts, **more}, view)
