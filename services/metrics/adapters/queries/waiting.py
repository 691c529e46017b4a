"""What refers to something not yet heard of, as rows of its kind and id."""

from services.metrics.adapters.orm import LIVE
from services.metrics.adapters.queries.counting import DUTIES, ITEMS, KNOWN, PASSES, PRESS_EVENTS, RELEASES

_AGENCIES = f"""
    SELECT agency_id AS id {KNOWN} AND agency_id IS NOT NULL
    UNION SELECT agency_id {RELEASES} UNION SELECT agency_id {ITEMS} UNION SELECT agency_id {PRESS_EVENTS}
    UNION SELECT agency_id {DUTIES}
    UNION SELECT agency_id FROM {LIVE}.succession UNION SELECT successor_id FROM {LIVE}.succession
    EXCEPT SELECT id FROM {LIVE}.agency
"""  # noqa: S608 - made of constants
_PRESS_AGENCIES = f"""
    SELECT press_agency_id AS id {KNOWN}
    UNION SELECT press_agency_id FROM {LIVE}.reporter WHERE press_agency_id IS NOT NULL
    UNION SELECT press_agency_id FROM {LIVE}.take UNION SELECT press_agency_id {ITEMS}
    UNION SELECT press_agency_id FROM {LIVE}.invitation UNION SELECT press_agency_id {PASSES}
    EXCEPT SELECT id FROM {LIVE}.press_agency
"""  # noqa: S608 - made of constants
_RELEASES = f"""
    SELECT id FROM {LIVE}.release UNION SELECT release_id FROM {LIVE}.take UNION SELECT release_id {ITEMS}
    EXCEPT SELECT id {RELEASES}
"""  # noqa: S608 - made of constants
_PRESS_EVENTS = f"""
    SELECT id FROM {LIVE}.press_event
    UNION SELECT press_event_id FROM {LIVE}.invitation UNION SELECT press_event_id {PASSES}
    EXCEPT SELECT id {PRESS_EVENTS}
"""  # noqa: S608 - made of constants

_KINDS = {
    "questions_without_submission": f"SELECT id FROM {LIVE}.question WHERE submission_version = 0",  # noqa: S608 - made of constants
    "agencies_without_registration": _AGENCIES,
    "press_agencies_without_registration": _PRESS_AGENCIES,
    "releases_without_publication": _RELEASES,
    "items_without_declaration": f"SELECT id FROM {LIVE}.item WHERE declaration_version = 0",  # noqa: S608 - made of constants
    "press_events_without_notice": _PRESS_EVENTS,
    "passes_without_issue": f"SELECT id FROM {LIVE}.press_pass WHERE admission_version = 0",  # noqa: S608 - made of constants
}

WAITING = " UNION ALL ".join(
    f"SELECT '{kind}' AS what, id FROM ({statement}) AS {kind}"  # noqa: S608 - made of constants
    for kind, statement in _KINDS.items()
)
COUNTED = f"SELECT what, count(*) AS found FROM ({WAITING}) AS waiting GROUP BY what"  # noqa: S608 - made of constants
