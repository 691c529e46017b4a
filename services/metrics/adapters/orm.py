"""The tables: those of every service in the default schema, the projection in a schema that rebuilds replace.

No class is mapped: facts are merged by PostgreSQL and figures are read as rows. A register is a version
column with the columns that it governs; version 0 says that the statement has not arrived.
"""

from collections.abc import Mapping

from shared.persistence import metadata_for

METADATA = metadata_for("metrics")

LIVE = "projection"
NEXT = "projection_next"
OLD = "projection_old"

Registers = Mapping[str, Mapping[str, str]]

TABLES: Mapping[str, Registers] = {
    "agency": {"version": {"code": "text", "name": "text", "name_key": "text", "name_fold": "text"}},
    "agency_state": {
        "version": {
            "agency_id": "uuid",
            "valid_from": "timestamptz",
            "code": "text",
            "name": "text",
            "name_key": "text",
            "name_fold": "text",
        }
    },
    "succession": {"version": {"agency_id": "uuid", "successor_id": "uuid", "ended_at": "timestamptz"}},
    "press_agency": {"version": {"name": "text", "name_key": "text", "name_fold": "text"}},
    "reporter": {
        "affiliation_version": {"press_agency_id": "uuid"},
        "verification_version": {"verified_at": "timestamptz"},
        "standing_version": {"suspended": "boolean"},
    },
    "question": {
        "submission_version": {"code": "text", "press_agency_id": "uuid", "submitted_at": "timestamptz"},
        "lead_version": {"agency_id": "uuid"},
        "term_version": {"due_at": "timestamptz"},
        "answer_version": {"answered_at": "timestamptz", "on_time": "boolean", "office_minutes": "integer"},
        "publication_version": {"published_at": "timestamptz"},
        "refusal_version": {
            "refused_at": "timestamptz",
            "refused_on_time": "boolean",
            "refusal_minutes": "integer",
        },
        "reopening_version": {"reopened_at": "timestamptz"},
        "removal_version": {"removed_at": "timestamptz", "merged": "boolean"},
        "extension_version": {"extended": "boolean"},
    },
    "release": {
        "issue_version": {"agency_id": "uuid", "published_at": "timestamptz"},
        "correction_version": {"corrected_at": "timestamptz"},
        "withdrawal_version": {"withdrawn_at": "timestamptz"},
    },
    "take": {
        "version": {
            "release_id": "uuid",
            "press_agency_id": "uuid",
            "action": "text",
            "taken_at": "timestamptz",
        }
    },
    "item": {
        "declaration_version": {
            "release_id": "uuid",
            "agency_id": "uuid",
            "press_agency_id": "uuid",
            "published_at": "timestamptz",
        },
        "ruling_version": {"confirmed": "boolean"},
    },
    "press_event": {
        "notice_version": {"agency_id": "uuid", "starts_at": "timestamptz"},
        "cancellation_version": {"cancelled_at": "timestamptz"},
    },
    "invitation": {
        "version": {"press_event_id": "uuid", "press_agency_id": "uuid", "accepted": "boolean"},
    },
    "press_pass": {
        "admission_version": {
            "press_event_id": "uuid",
            "press_agency_id": "uuid",
            "issued_at": "timestamptz",
        },
        "revocation_version": {"revoked_at": "timestamptz"},
        "entry_version": {"checked_in_at": "timestamptz"},
    },
    "directory_entry": {
        "duty_version": {"agency_id": "uuid", "due_at": "timestamptz"},
        "breach_version": {},
        "entry_version": {"published_at": "timestamptz", "on_time": "boolean"},
        "ending_version": {"revoked_at": "timestamptz"},
    },
    "data_request": {
        "breach_version": {},
        "reply_version": {"answered_at": "timestamptz", "on_time": "boolean"},
    },
}
"""Each table of a projection beside `inbox`: its registers by version column, with their columns' types."""


def columns(registers: Registers) -> dict[str, str]:
    """Every column of a table with its type, in the order in which rows are written; `id` comes first."""
    found = {"id": "uuid"}
    for version, governed in registers.items():
        found |= {version: "bigint", **governed}
    return found
