"""The statements that list agencies and press agencies with their figures, a page at a time."""

from services.metrics.adapters.orm import LIVE
from services.metrics.adapters.queries.agencies import FOLLOWED, FOLLOWS, FORMER, NAMED
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
    SPREAD,
    TAKES,
    USED,
)

# What is not registered yet sorts after every name.
_LAST = "chr(1114111)"
_PAGE = """
WHERE ($2::uuid IS NULL OR id = $2 OR $2 = ANY(followers))
    AND ($3 = '' OR strpos(words, $3) > 0)
    AND ($4::text IS NULL OR (name_key, id) > ($4::text COLLATE "C", $5::uuid))
ORDER BY name_key, id LIMIT $6
"""
_PRESS = f"""{LIVE}.press_agency AS own ON own.id = everyone.id
    CROSS JOIN (SELECT NULL::uuid[] AS followers) AS nobody"""
_STATE = f"""{NAMED} AS own ON own.id = everyone.id
    LEFT JOIN former ON former.id = everyone.id LEFT JOIN followed ON followed.id = everyone.id"""
_CHAINS = {"follows": FOLLOWS, "former": FORMER, "followed": FOLLOWED}


def _listing(table: str, named: str, own: str, parts: dict[str, str], before: dict[str, str]) -> str:
    """Everyone who is registered or spoken of in one of the parts, each of which has a column `of`."""
    heads = ", ".join(f"{name} AS ({statement})" for name, statement in {**before, **parts}.items())
    spoken = " ".join(f"UNION SELECT of FROM {name}" for name in parts)  # noqa: S608 - names from below
    joins = " ".join(f"LEFT JOIN {name} ON {name}.of = everyone.id" for name in parts)
    columns = ", ".join(f"{name}.*" for name in parts)
    return (
        f"WITH RECURSIVE {heads}, everyone AS (SELECT id FROM {LIVE}.{table} {spoken}) "  # noqa: S608 - made of constants
        f"SELECT * FROM (SELECT everyone.id, {named}, {columns}, followers, "
        f'coalesce(name_key, {_LAST}) COLLATE "C" AS name_key '
        f"FROM everyone LEFT JOIN {own} {joins}) AS found {_PAGE}"
    )


_OF_AGENCIES = {
    "figures": f"SELECT agency_id AS of, {FIGURES} {KNOWN} AND lead_version > 0 GROUP BY 1",
    "issued": f"SELECT agency_id AS of, {EDITIONS} {RELEASES} GROUP BY 1",
    "items": f"""SELECT agency_id AS of, {SPREAD}, count(DISTINCT press_agency_id) FILTER (WHERE {USED})
        AS press_agencies_using_releases {ITEMS} GROUP BY 1""",
    "held": f"SELECT agency_id AS of, {HELD} {PRESS_EVENTS} GROUP BY 1",
    "came": f"""SELECT event.agency_id AS of, count(*) FILTER (WHERE entry_version > 0) AS check_ins
        FROM {LIVE}.press_pass JOIN {LIVE}.press_event AS event ON event.id = press_event_id
        WHERE admission_version > 0 AND notice_version > 0 GROUP BY 1""",  # noqa: S608 - made of constants
    "entries": f"SELECT agency_id AS of, {ENTRIES} {DUTIES} GROUP BY 1",
}
_OF_PRESS_AGENCIES = {
    "figures": f"SELECT press_agency_id AS of, {FIGURES} {KNOWN} GROUP BY 1",
    "people": f"""SELECT press_agency_id AS of, count(*) FILTER (WHERE verification_version > 0)
        AS verified_reporters FROM {LIVE}.reporter WHERE press_agency_id IS NOT NULL GROUP BY 1""",  # noqa: S608 - made of constants
    "taken": f"""SELECT press_agency_id AS of, count(DISTINCT release_id) AS releases_taken, {TAKES}
        FROM {LIVE}.take GROUP BY 1""",  # noqa: S608 - made of constants
    "items": f"""SELECT press_agency_id AS of, {SPREAD},
        count(DISTINCT release_id) FILTER (WHERE {USED}) AS releases_used {ITEMS} GROUP BY 1""",
    "replies": f"SELECT press_agency_id AS of, {REPLIES} FROM {LIVE}.invitation GROUP BY 1",  # noqa: S608 - made of constants
    "came": f"SELECT press_agency_id AS of, {ADMITTED} {PASSES} GROUP BY 1",
}

_WORDS = "concat_ws(chr(10), name_fold, former.words, followed.words) AS words"
AGENCIES = _listing("agency", f"code, name, followed_by, {_WORDS}", _STATE, _OF_AGENCIES, _CHAINS)
PRESS_AGENCIES = _listing(
    "press_agency", "name, coalesce(name_fold, '') AS words", _PRESS, _OF_PRESS_AGENCIES, {}
)

JUDGED = f"""
SELECT id, coalesce(on_time, 0) AS on_time, coalesce(answered + refused + open_late, 0) AS judged FROM (
    SELECT agency_id AS id, {FIGURES} {KNOWN} AND lead_version > 0 GROUP BY 1
) AS figures
"""  # noqa: S608 - made of constants
"""The cases of each lead; for ranks."""
