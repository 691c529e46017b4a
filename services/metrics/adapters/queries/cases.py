"""The questions behind the figures."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import get_args
from uuid import UUID

import msgspec

from services.metrics.adapters.orm import LIVE
from services.metrics.adapters.queries.agencies import NAMED
from services.metrics.adapters.queries.counting import KNOWN, OPEN, OPEN_LATE, PUBLISHED, REFUSED
from services.metrics.application.commands import Judged, ListCases
from services.metrics.application.views import CaseView, State
from shared.clock import PROVINCE_ZONE
from shared.persistence import Database

_CASES = f"""
SELECT found.*, agency.name AS agency_name, press_agency.name AS press_agency_name FROM (
    SELECT id AS question_id, code, agency_id, submitted_at, due_at, answered_at, office_minutes,
        CASE WHEN $2 OR {PUBLISHED} THEN press_agency_id END AS press_agency_id,
        CASE WHEN is_removed AND is_merged THEN 'merged' WHEN is_removed THEN 'withdrawn'
            WHEN {PUBLISHED} AND on_time THEN 'on_time' WHEN {PUBLISHED} THEN 'late'
            WHEN {REFUSED} AND on_time THEN 'refused_on_time' WHEN {REFUSED} THEN 'refused_late'
            WHEN {OPEN_LATE} THEN 'open_late' WHEN {OPEN} THEN 'open' ELSE 'awaiting_publication' END AS state
    {KNOWN}
) AS found
LEFT JOIN {NAMED} AS agency ON agency.id = found.agency_id
LEFT JOIN {LIVE}.press_agency ON press_agency.id = found.press_agency_id
WHERE ($3::uuid IS NULL OR agency_id = $3) AND ($4::uuid IS NULL OR press_agency_id = $4)
    AND state = ANY($5::text[])
    AND ($6::timestamptz IS NULL OR submitted_at >= $6) AND ($7::timestamptz IS NULL OR submitted_at < $7)
    AND ($8::int IS NULL OR office_minutes >= $8) AND ($9::int IS NULL OR office_minutes < $9)
    AND ($10::timestamptz IS NULL OR (submitted_at, question_id) < ($10, $11::uuid))
ORDER BY submitted_at DESC, question_id DESC LIMIT $12
"""  # noqa: S608 - made of constants

_STATES: Mapping[Judged | None, Sequence[State]] = {
    None: get_args(State),
    "answered": ("on_time", "late"),
    "refused": ("refused_on_time", "refused_late"),
    "on_time": ("on_time", "refused_on_time"),
    "late": ("late", "refused_late"),
    "withdrawn": ("withdrawn",),
    "merged": ("merged",),
    "awaiting_publication": ("awaiting_publication",),
    "open": ("open", "open_late"),
    "open_late": ("open_late",),
}


class SqlCases:
    """Reads the live projection; a viewer who does not see all reads his own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def cases(self, query: ListCases) -> list[CaseView]:
        """Up to limit + 1 questions after their sort keys, the latest first."""
        viewer = query.viewer
        agency, press = query.agency_id, query.press_agency_id
        if not viewer.sees_all:
            if (viewer.agency_id or viewer.press_agency_id) is None:
                return []
            agency, press = viewer.agency_id or agency, viewer.press_agency_id or press
        rows = await self._database.fetch(
            _CASES,
            query.at,
            viewer.handles,
            agency,
            press,
            _STATES[query.state],
            *_days(query.week),
            *_minutes(query.office_hours),
            *(query.after or (None, None)),
            query.limit + 1,
        )
        return [msgspec.convert(dict(row), CaseView) for row in rows]


def _days(monday: date | None) -> tuple[datetime | None, datetime | None]:
    if monday is None:
        return None, None
    begins = datetime.combine(monday, time(), PROVINCE_ZONE)
    return begins, begins + timedelta(days=7)


def _minutes(hours: tuple[int, int | None] | None) -> tuple[int | None, int | None]:
    if hours is None:
        return None, None
    return hours[0] * 60, None if hours[1] is None else hours[1] * 60


def key_of(case: CaseView) -> tuple[datetime, UUID]:
    """What a cursor holds of the last row of a page."""
    return case.submitted_at, case.question_id
