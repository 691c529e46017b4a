"""What each agency is called at an instant, and who follows it then; $1 is the instant."""

from services.metrics.adapters.orm import LIVE

_HOLDS = "coalesce(valid_from <= $1, true)"
# Of the states that hold the latest; of an agency that has not begun, what it will be called first.
NAMED = f"""(
    SELECT DISTINCT ON (agency_id) agency_id AS id, code, name, name_key, name_fold FROM {LIVE}.agency_state
    ORDER BY agency_id, {_HOLDS} DESC, CASE WHEN {_HOLDS} THEN version ELSE -version END DESC
)"""  # noqa: S608 - made of constants
FORMER = f"""
    SELECT agency_id AS id, string_agg(name_fold, chr(10)) AS words
    FROM {LIVE}.agency_state WHERE {_HOLDS} GROUP BY 1
"""  # noqa: S608 - made of constants
"""All names so far, by which people may still look for the agency."""

_ENDED = f"SELECT agency_id, successor_id FROM {LIVE}.succession WHERE ended_at <= $1"  # noqa: S608 - made of constants
FOLLOWS = f"""
    SELECT agency_id AS id, successor_id AS follower FROM ({_ENDED}) AS ended
    UNION SELECT follows.id, successor_id FROM follows JOIN ({_ENDED}) AS next ON agency_id = follower
"""  # noqa: S608 - made of constants
"""Recursive: everybody who comes after an agency, through any number of mergers and splits."""
FOLLOWED = f"""
    SELECT follows.id, array_agg(follower) AS followers,
        string_agg(name_fold, chr(10)) AS words,
        json_agg(json_build_object('agency_id', follower, 'code', code, 'name', name)
            ORDER BY name_key, follower)::text AS followed_by
    FROM follows LEFT JOIN {NAMED} AS named ON named.id = follower
    WHERE follower NOT IN (SELECT agency_id FROM ({_ENDED}) AS ended)
    GROUP BY 1
"""  # noqa: S608 - made of constants
"""Who answers for an agency that has ended: those at the ends of the chains."""

IN_FORCE = f"""
    SELECT count(*) AS agencies FROM {LIVE}.agency
    WHERE id NOT IN (SELECT agency_id FROM ({_ENDED}) AS ended)
        AND id IN (SELECT agency_id FROM {LIVE}.agency_state WHERE {_HOLDS})
"""  # noqa: S608 - made of constants
