"""Figures by ISO week of the province, and by class of response time."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.metrics.adapters.orm import LIVE
from services.metrics.adapters.queries.counting import FIGURES, ITEMS, KNOWN, PUBLISHED, RELEASES, USED, rated
from services.metrics.application.commands import ReadSeries
from services.metrics.application.views import TimesView, WeekView
from services.metrics.domain.office_hours import BOUNDS, classes
from shared.clock import PROVINCE_ZONE
from shared.persistence import Database

# $2 is the own or wanted agency, $3 the own press agency; null for all.
_SCOPE = "($2::uuid IS NULL OR agency_id = $2) AND ($3::uuid IS NULL OR press_agency_id = $3)"


def _week(column: str) -> str:
    return f"date_trunc('week', {column} AT TIME ZONE '{PROVINCE_ZONE.key}')::date"


_ASKED = f"SELECT {_week('submitted_at')} AS starts_on, {FIGURES} {KNOWN} AND {_SCOPE} GROUP BY 1"
_PUBLISHED = f"""
SELECT starts_on, sum(releases)::int AS releases, sum(items)::int AS published_items,
    sum(entries)::int AS check_ins
FROM (
    SELECT {_week("published_at")} AS starts_on, 1 AS releases, 0 AS items, 0 AS entries,
        agency_id, $3::uuid AS press_agency_id {RELEASES}
    UNION ALL
    SELECT {_week("published_at")}, 0, 1, 0, agency_id, press_agency_id {ITEMS} AND {USED}
    UNION ALL
    SELECT {_week("checked_in_at")}, 0, 0, 1, event.agency_id, press_agency_id
    FROM {LIVE}.press_pass LEFT JOIN {LIVE}.press_event AS event ON event.id = press_event_id
    WHERE admission_version > 0 AND entry_version > 0
) AS found
WHERE {_SCOPE} AND starts_on >= $1::date GROUP BY 1
"""  # noqa: S608 - made of constants
_TIMES = f"""
SELECT width_bucket(office_minutes, $1::int[]) AS class, count(*) AS answered,
    count(*) FILTER (WHERE on_time) AS on_time
{KNOWN} AND {PUBLISHED} AND {_SCOPE} GROUP BY 1
"""
_NOTHING: dict[str, Any] = dict.fromkeys(WeekView.__struct_fields__)


class SqlSeries:
    """Reads the live projection; a viewer who does not see all reads his own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def trend(self, query: ReadSeries) -> list[WeekView]:
        """A view for each of the last weeks until now, from the first in which anything happened."""
        if _sees_nothing(query):
            return []
        scope, mondays = _scope(query), _mondays(query.at, query.weeks)
        asked = await self._database.fetch(_ASKED, query.at, *scope)
        published = await self._database.fetch(_PUBLISHED, mondays[0], *scope)
        found: dict[date, dict[str, Any]] = {}
        for row in (*asked, *published):
            found.setdefault(row["starts_on"], {**_NOTHING}).update(row)
        began = min(found, default=date.max)
        return [_view(monday, found.get(monday, _NOTHING)) for monday in mondays if monday >= began]

    async def response_times(self, query: ReadSeries) -> list[TimesView]:
        """A view for each class, empty ones too."""
        minutes = [bound * 60 for bound in BOUNDS]
        rows = [] if _sees_nothing(query) else await self._database.fetch(_TIMES, minutes, *_scope(query))
        found = {row["class"]: (row["answered"], row["on_time"]) for row in rows}
        return [
            TimesView(
                from_office_hours=start,
                to_office_hours=end,
                answered=(counts := found.get(number, (0, 0)))[0],
                on_time=counts[1],
                late=counts[0] - counts[1],
            )
            for number, (start, end) in enumerate(classes(), 1)
        ]


def _sees_nothing(query: ReadSeries) -> bool:
    viewer = query.viewer
    return not viewer.sees_all and viewer.agency_id is None and viewer.press_agency_id is None


def _scope(query: ReadSeries) -> tuple[UUID | None, UUID | None]:
    viewer = query.viewer
    own = (None, None) if viewer.sees_all else (viewer.agency_id, viewer.press_agency_id)
    return own[0] or query.agency_id, own[1]


def _mondays(at: datetime, weeks: int) -> list[date]:
    today = at.astimezone(PROVINCE_ZONE).date()
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in reversed(range(weeks))]


def _view(monday: date, row: dict[str, Any]) -> WeekView:
    year, week, _ = monday.isocalendar()
    return msgspec.convert({**rated(row), "starts_on": monday, "week": f"{year}-W{week:02}"}, WeekView)
