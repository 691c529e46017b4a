"""What other services hold of a person is in identity's README: a new column is put there, or named here."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import ARRAY, Boolean, Date, DateTime, Enum, Integer, MetaData, Numeric, String, Time, Uuid
from sqlalchemy.dialects.postgresql import TSVECTOR

from services.distribution.adapters.orm import METADATA as DISTRIBUTION
from services.events.adapters.orm import METADATA as EVENTS
from services.metrics.adapters.orm import METADATA as METRICS
from services.metrics.adapters.orm import TABLES as PROJECTION
from services.questions.adapters.public_tables import public_answers
from tests.architecture.source import ROOT

QUESTIONS = public_answers.metadata
README = (ROOT / "services/identity/README.md").read_text()
TOLD = re.compile(r"name|phone|mail|address|contact|chair|person|birth|identifier|digits|position|attendee")
OPAQUE = (ARRAY, Boolean, Date, DateTime, Enum, Integer, Numeric, Time, TSVECTOR, Uuid)
"""Types that hold no words; what is none of these and no text is a document, with anything in it."""
NOT_PERSONAL = {
    # Names of agencies, newsrooms and files.
    *("agencies.name", "press_agencies.name", "press_events.organiser_name", "agency_profiles.name"),
    *("known_agency.name", "known_newsrooms.name", "answers.agency_name", "first_statements.agency_name"),
    *(
        "refusals.agency_name",
        "public_answers.agency_name",
        "media.name",
        "attachments.name",
        "uploads.name",
        "file_parts.name",
    ),
    # Places in a queue, a log or a file.
    *("outbox.position", "audit.position", "search_queue.position", "public_queue.position"),
    *("deliveries.position", "delivery_messages.position", "delivery_queues.position"),
    # Digests, keys and documents without people.
    *("audit.hash", "audit.prev_hash", "audit_head.hash", "audit_head.single", "scans.token_digest"),
    *("agency_profiles.responsibilities", "deadline_policies.details", "work_calendars.document"),
    *("followed_logs.keys", "webhook_endpoints.sealed_secret", "webhook_endpoints.former_secret"),
    *("outbox.headers", "idempotency.headers", "invitations.materials", "press_events.documents"),
}


def suspects(metadata: MetaData) -> Iterator[str]:
    """Columns that are called as a person's name or address is, and documents."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            words = isinstance(column.type, String)
            if not isinstance(column.type, OPAQUE) and (not words or TOLD.search(column.name)):
                yield f"{table.name}.{column.name}"


@pytest.mark.parametrize("service", ["questions", "distribution", "events", "metrics"])
def test_what_a_service_holds_of_a_person_is_in_the_table(service: str) -> None:
    held = {"questions": QUESTIONS, "distribution": DISTRIBUTION, "events": EVENTS, "metrics": METRICS}
    unknown = set(suspects(held[service])) - NOT_PERSONAL
    assert [one for one in sorted(unknown) if f"`{one}`" not in README] == []


def test_no_projection_of_metrics_has_a_name_but_those_of_agencies_and_newsrooms() -> None:
    named = {
        table
        for table, registers in PROJECTION.items()
        for governed in registers.values()
        if any(TOLD.search(column) for column in governed)
    }
    assert named == {"agency", "agency_state", "press_agency"}


def test_a_column_that_the_table_names_exists() -> None:
    there = {
        f"{table.name}.{column.name}"
        for one in (QUESTIONS, DISTRIBUTION, EVENTS, METRICS)
        for table in one.sorted_tables
        for column in table.columns
    }
    section = README.split("`GET /me/data` is what identity holds.")[1].split("**The twelve digits**")[0]
    assert {one for one in re.findall(r"`(\w+\.\w+)`", section) if one != "account.erased"} <= there
