"""The parts of which the statements are made, and the figures of a row; $1 is the instant in all of them."""

from collections.abc import Mapping
from typing import Any

from services.metrics.adapters.orm import LIVE
from services.metrics.domain.figures import Figures
from services.metrics.domain.interval import Interval
from shared.clock import PROVINCE_ZONE

Row = Mapping[str, Any]

# What was said in a round counts until the next begins; of answer and refusal the later statement is true.
_FLAGGED = f"""
SELECT *, removal_version > 0 AS is_removed,
    answer_version > greatest(reopening_version, refusal_version) AS is_answered,
    refusal_version > greatest(reopening_version, answer_version) AS is_refused
FROM {LIVE}.question
"""  # noqa: S608 - made of constants
_STANDING = f"""
SELECT id, code, submission_version, press_agency_id, submitted_at, lead_version, agency_id, due_at,
    is_removed, coalesce(merged, false) AS is_merged, coalesce(extended, false) AS is_extended,
    CASE WHEN is_refused THEN refused_at WHEN is_answered THEN answered_at END AS answered_at,
    NOT (is_removed OR is_answered OR is_refused) AS is_open,
    is_refused AND NOT is_removed AS is_refused,
    is_answered AND publication_version > reopening_version AND NOT is_removed AS is_published,
    CASE WHEN is_refused THEN refused_on_time ELSE on_time END AS on_time,
    CASE WHEN is_refused THEN refusal_minutes WHEN is_answered THEN office_minutes END AS office_minutes
FROM ({_FLAGGED}) AS flagged
"""  # noqa: S608 - made of constants
KNOWN = f"FROM ({_STANDING}) AS question WHERE submission_version > 0"
PUBLISHED = "is_published"
REFUSED = "is_refused"
OPEN = "is_open"
DECIDED = f"({PUBLISHED} OR {REFUSED})"
"""What the rate counts: published answers and refusals."""

# As the questions service judges (ADR-0013): a term in days ends before the midnight that is its due_at,
# a term in hours with its instant.
_MIDNIGHT = f"(due_at AT TIME ZONE '{PROVINCE_ZONE.key}')::time = '00:00'"
OPEN_LATE = f"{OPEN} AND (due_at < $1 OR due_at = $1 AND {_MIDNIGHT})"

FIGURES = f"""
    count(*) FILTER (WHERE NOT is_removed) AS asked,
    count(*) FILTER (WHERE {PUBLISHED}) AS answered,
    count(*) FILTER (WHERE {REFUSED}) AS refused,
    count(*) FILTER (WHERE {DECIDED} AND on_time) AS on_time,
    count(*) FILTER (WHERE {DECIDED} AND NOT on_time) AS late,
    count(*) FILTER (WHERE NOT ({OPEN} OR {DECIDED} OR is_removed)) AS awaiting_publication,
    count(*) FILTER (WHERE is_removed AND NOT is_merged) AS withdrawn,
    count(*) FILTER (WHERE is_removed AND is_merged) AS merged,
    count(*) FILTER (WHERE is_extended AND NOT is_removed) AS extended,
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

# A duty with a term; the head's entry has none.
DUTIES = f"FROM {LIVE}.directory_entry WHERE duty_version > 0 AND due_at IS NOT NULL"
_BROKEN = "(breach_version > 0 OR entry_version > 0 AND NOT on_time)"
ENTRIES = f"""
    count(*) FILTER (WHERE NOT {_BROKEN}) AS entries_on_time,
    count(*) FILTER (WHERE {_BROKEN}) AS entries_late,
    count(*) FILTER (WHERE {_BROKEN} AND entry_version = 0 AND ending_version = 0) AS entries_missing
"""
REQUESTS = f"""
    count(*) FILTER (WHERE breach_version = 0 AND on_time) AS requests_on_time,
    count(*) FILTER (WHERE breach_version > 0 OR NOT on_time) AS requests_late,
    count(*) FILTER (WHERE reply_version = 0) AS requests_unanswered
FROM {LIVE}.data_request
"""

_JUDGED = ("asked", "answered", "refused", "on_time", "late", "awaiting_publication", "open", "open_late")
_COUNTS = (*_JUDGED, "withdrawn", "merged", "extended")


def rated(row: Row) -> dict[str, Any]:
    """The row with the figures that follow from its counts; of one without questions, zeros."""
    counts = {name: row[name] or 0 for name in _COUNTS}
    judged = {name: counts[name] for name in _JUDGED}
    figures = Figures(**judged, median_office_minutes=row["median_office_minutes"])
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
