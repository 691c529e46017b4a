"""Tables of the questions service, and the mapping of its one aggregate on to them (docs/adr/0010)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Sequence,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry

from services.questions.adapters.attachments.tables import attachment_tables
from services.questions.adapters.clock_tables import clock_tables
from services.questions.adapters.incidents.tables import incident_tables
from services.questions.adapters.search_tables import search_tables
from services.questions.adapters.tables import (
    HELPED,
    case_tables,
    edition_columns,
    instants,
    one_of,
    workflow_columns,
)
from services.questions.domain.answer import StatementForm
from services.questions.domain.model import Outcome, Publication, Question, Status
from shared.persistence.audit import audit_tables
from shared.persistence.directory import directory_tables
from shared.persistence.metadata import metadata_for

metadata = metadata_for("questions")
NUMBERS = Sequence("question_number", metadata=metadata)


questions = Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("reporter_id", Uuid, nullable=False),
    Column("press_agency_id", Uuid, nullable=False),
    Column("addressed_agency_id", Uuid),
    Column("lead_agency_id", Uuid),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("status", one_of(Status), nullable=False),
    Column("outcome", one_of(Outcome), nullable=False),
    Column("publication", one_of(Publication), nullable=False),
    *instants("submitted_at", "due_at", "late_from", "approaching_at"),
    Column("policy_version", Text, nullable=False),
    Column("calendar_version", Text, nullable=False),
    *instants("routed_at", "accepted_at", "answered_at", "published_at", nullable=True),
    Column("approaching_told", Boolean, nullable=False),
    Column("breach_told", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    *workflow_columns(),
    Index(
        "ix_questions_helped",
        "helper_agency_ids",
        postgresql_using="gin",
        postgresql_where=text(HELPED),
    ),
    Index("ix_questions_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
    Index(
        "ix_questions_exclusive_until",
        "exclusive_until",
        postgresql_where=text("publication = 'exclusive'"),
    ),
    Index("ix_questions_submitted_at", "submitted_at", "id"),
    Index("ix_questions_reporter_id", "reporter_id", "submitted_at", "id"),
    Index("ix_questions_press_agency_id", "press_agency_id", "submitted_at", "id"),
    Index(
        "ix_questions_led",
        "lead_agency_id",
        "submitted_at",
        "id",
        postgresql_where=text("lead_agency_id IS NOT NULL"),
    ),
    Index(
        "ix_questions_published",
        "submitted_at",
        "id",
        postgresql_where=text("publication IN ('published', 'corrected')"),
    ),
    Index(
        "ix_questions_open_calendar_version",
        "calendar_version",
        "id",
        postgresql_where=text("status <> 'closed'"),
    ),
    Index(
        "ix_questions_to_warn",
        "approaching_at",
        postgresql_where=text("status <> 'closed' AND NOT approaching_told"),
    ),
    Index(
        "ix_questions_to_breach",
        "late_from",
        postgresql_where=text("status <> 'closed' AND NOT breach_told"),
    ),
)

routings = Table(
    "routings",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False, index=True),
    Column("agency_id", Uuid, nullable=False),
    Column("previous_agency_id", Uuid),
    Column("routed_by", Text, nullable=False),
    Column("account_id", Uuid),
    Column("reason", Text),
    *instants("routed_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False),
    Column("spokesperson_id", Uuid, nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("spokesperson_name", Text, nullable=False),
    Column("spokesperson_position", Text, nullable=False),
    Column("form", one_of(StatementForm), nullable=False),
    Column("body", Text, nullable=False),
    *instants("answered_at"),
    Column("on_time", Boolean, nullable=False),
    Column("office_minutes", Integer, nullable=False),
    Column("content_hash", Text, nullable=False),
    *edition_columns(),
    UniqueConstraint("question_id", "round", "edition"),
)

reporters = Table(
    "reporters",
    metadata,
    Column("reporter_id", Uuid, primary_key=True),
    Column("press_agency_id", Uuid, nullable=False),
    Column("may_ask", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

directory_tables(metadata)
audit_tables(metadata)
question_wakeups, agency_superiors, escalations = clock_tables(metadata)
attachment_tables(metadata)
incident_tables(metadata)
search_queue, search_words = search_tables(metadata)
case_tables(metadata)
refusals = metadata.tables["refusals"]
ratings = metadata.tables["ratings"]
question_acts = metadata.tables["question_acts"]
question_facts = metadata.tables["question_facts"]

deadline_policies = Table(
    "deadline_policies",
    metadata,
    Column("version", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("legal_basis", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("approaching_kind", Text, nullable=False),
    Column("approaching_amount", Integer, nullable=False),
    Column("questions_per_day", Integer, nullable=False),
    Column("receipt_cut_off", Time),
    Column("receipt_working_days_only", Boolean, nullable=False),
    Column("details", JSONB, nullable=False, server_default=text("'{}'")),
)

work_calendars = Table(
    "work_calendars",
    metadata,
    Column("version", Text, primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("document", LargeBinary, nullable=False),
    *(Column(name, Date, nullable=False) for name in ("first_day", "last_day")),
)


class StoredQuestion(Question):
    """A question as it is loaded and changed; a new one is bare, which makes asking cheaper."""


registry(metadata=metadata).map_imperatively(StoredQuestion, questions)
