"""The public edition of the figures, without small groups."""

from datetime import datetime
from uuid import UUID

from services.metrics.adapters.queries.agencies import NAMED
from services.metrics.adapters.queries.counting import FIGURES, KNOWN, rounded
from services.metrics.adapters.queries.figures import SqlFigures
from services.metrics.application.views import IntervalView, OverviewView, PublicAgencyView, PublicView
from services.metrics.domain.figures import MINIMUM
from services.metrics.domain.interval import wilson
from services.metrics.domain.public import Group, count, edition
from shared.persistence import Database

_AGENCIES = f"""
SELECT agency_id, code, name, answered + refused AS answered, on_time,
    answered + refused + open_late AS judged
FROM (SELECT agency_id, {FIGURES} {KNOWN} GROUP BY 1) AS figures
LEFT JOIN {NAMED} AS agency ON agency.id = agency_id ORDER BY name_key, agency_id
"""  # noqa: S608 - made of constants
_COUNTS = (
    "press_agencies",
    "verified_reporters",
    "questions",
    "agencies_asked",
    "releases",
    "press_agencies_using_releases",
    "published_items",
    "press_events",
    "check_ins",
)
Named = tuple[UUID | None, str | None, str | None]


class SqlEdition:
    """Reads the live projection."""

    def __init__(self, database: Database, figures: SqlFigures) -> None:
        self._database, self._figures = database, figures

    async def read(self, at: datetime) -> PublicView:
        """The totals and the agencies with enough published answers, by name; then all the others as one."""
        whole = await self._figures.overview(at)
        enough = whole.answered + whole.refused >= MINIMUM
        return PublicView(
            at=at,
            minimum_group=MINIMUM,
            on_time_rate=whole.on_time_rate if enough else None,
            on_time_interval=whole.on_time_interval if enough else None,
            agencies=await self._agencies(at),
            **_totals(whole),
        )

    async def _agencies(self, at: datetime) -> list[PublicAgencyView]:
        rows = await self._database.fetch(_AGENCIES, at)
        groups: list[Group[Named]] = [
            Group(
                (row["agency_id"], row["code"], row["name"]), row["answered"], row["on_time"], row["judged"]
            )
            for row in rows
        ]
        found = edition(groups)
        large = {group.key[0] for group in found.shown}
        shown = [_view(group, *group.key[1:]) for group in groups if group.key[0] in large]
        return [*shown, _view(found.rest, None, None)] if found.rest else shown


def _totals(whole: OverviewView) -> dict[str, int | None]:
    return {name: count(getattr(whole, name)) for name in _COUNTS}


def _view(group: Group[Named] | Group[None], code: str | None, name: str | None) -> PublicAgencyView:
    bounds = rounded(wilson(group.on_time, group.judged)) or {}
    return PublicAgencyView(
        code=code,
        name=name,
        answered=group.answered,
        on_time_rate=round(group.rate, 4),
        on_time_interval=IntervalView(**bounds),
    )
