"""The parts of which the statements are made, and the figures of a row; $1 is the instant in all of them."""

from collections.abc import Mapping
from typing import Any

from services.metrics.adapters.orm import LIVE
from services.metrics.domain.figures import Figures
from services.metrics.domain.interval import Interval
from shared.clock import PROVINCE_ZONE

Row = Mapping[str, Any]

KNOWN = f"FROM {LIVE}.question WHERE submission_version > 0"
PUBLISHED = "publication_version > 0"
OPEN = "answer_version = 0"

# As the questions service judges (ADR-0013): a term in days ends before the midnight that is its due_at,
# a term in hours with its instant.
_MIDNIGHT = f"(due_at AT TIME ZONE '{PROVINCE_ZONE.key}')::time = '00:00'"
OPEN_LATE = f"{OPEN} AND (due_at < $1 OR due_at = $1 AND {_MIDNIGHT})"

FIGURES = f"""
    count(*) AS asked,
    count(*) FILTER (WHERE {PUBLISHED}) AS answered,
    count(*) FILTER (WHERE {PUBLISHED} AND on_time) AS on_time,
    count(*) FILTER (WHERE {PUBLISHED} AND NOT on_time) AS late,
    count(*) FILTER (WHERE NOT ({OPEN}) AND NOT ({PUBLISHED})) AS awaiting_publication,
    count(*) FILTER (WHERE {OPEN}) AS open,
    count(*) FILTER (WHERE {OPEN_LATE}) AS open_late,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY office_minutes) FILTER (WHERE {PUBLISHED})
        AS median_office_minutes
"""

ITEMS = f"FROM {LIVE}.item WHERE declaration_version > 0"
USED = "(ruling_version = 0 OR confirmed)"
"""An item counts as published unless the agency has refused it."""

SPREAD = f"""
    count(*) AS items_declared,
    count(*) FILTER (WHERE {USED}) AS published_items,
    count(*) FILTER (WHERE ruling_version = 0) AS items_unchecked,
    count(*) FILTER (WHERE ruling_version > 0 AND confirmed) AS items_confirmed,
    count(*) FILTER (WHERE ruling_version > 0 AND NOT confirmed) AS items_refused
"""

RELEASES = f"FROM {LIVE}.release WHERE issue_version > 0"
EDITIONS = """
    count(*) AS releases,
    count(*) FILTER (WHERE correction_version > 0) AS releases_corrected,
    count(*) FILTER (WHERE withdrawal_version > 0) AS releases_withdrawn
"""

TAKES = """
    count(*) FILTER (WHERE action = 'open') AS opens,
    count(*) FILTER (WHERE action = 'download') AS downloads,
    count(*) FILTER (WHERE action = 'copy') AS copies
"""

PRESS_EVENTS = f"FROM {LIVE}.press_event WHERE notice_version > 0"
HELD = """
    count(*) AS press_events,
    count(*) FILTER (WHERE cancellation_version > 0) AS press_events_cancelled
"""
PASSES = f"FROM {LIVE}.press_pass WHERE admission_version > 0"
ADMITTED = """
    count(*) AS passes,
    count(*) FILTER (WHERE revocation_version > 0) AS passes_revoked,
    count(*) FILTER (WHERE entry_version > 0) AS check_ins
"""
REPLIES = """
    count(*) FILTER (WHERE accepted) AS invitations_accepted,
    count(*) FILTER (WHERE NOT accepted) AS invitations_declined
"""

_COUNTS = ("asked", "answered", "on_time", "late", "awaiting_publication", "open", "open_late")


def rated(row: Row) -> dict[str, Any]:
    """The row with the figures that follow from its counts; of one without questions, zeros."""
    counts = {name: row[name] or 0 for name in _COUNTS}
    figures = Figures(**counts, median_office_minutes=row["median_office_minutes"])
    rate, median = figures.on_time_rate, figures.median_office_minutes
    own: dict[str, Any] = {name: 0 if value is None else value for name, value in row.items()}
    own |= counts
    own["on_time_rate"] = None if rate is None else round(rate, 4)
    own["on_time_interval"] = rounded(figures.on_time_interval)
    own["median_office_minutes"] = median
    return own


def rounded(interval: Interval | None) -> dict[str, float] | None:
    """The interval to four places."""
    if interval is None:
        return None
    return {"low": round(interval.low, 4), "high": round(interval.high, 4)}
