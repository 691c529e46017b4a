"""Questions, routings, answers, projections of identity, and the rules of terms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from shared.persistence.migrations import chassis_0001

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    chassis_0001()
    op.execute(sa.schema.CreateSequence(sa.Sequence("question_number")))
    create_questions()
    create_routings()
    create_answers()
    create_search()
    create_projections()
    create_rules()


def create_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("reporter_id", sa.Uuid, nullable=False),
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("addressed_agency_id", sa.Uuid),
        sa.Column("lead_agency_id", sa.Uuid),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("publication", sa.String(40), nullable=False),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("submitted_at", "due_at")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("late_from", "approaching_at")),
        sa.Column("policy_version", sa.Text, nullable=False),
        sa.Column("calendar_version", sa.Text, nullable=False),
        *(sa.Column(name, INSTANT) for name in ("routed_at", "accepted_at", "answered_at", "published_at")),
        sa.Column("approaching_told", sa.Boolean, nullable=False),
        sa.Column("breach_told", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("code", name="uq_questions_code"),
    )
    for name, columns in LISTS.items():
        op.create_index(name, "questions", columns)
    for name, columns, condition in PARTIAL:
        op.create_index(name, "questions", columns, postgresql_where=sa.text(condition))


LISTS = {
    "ix_questions_submitted_at": ["submitted_at", "id"],
    "ix_questions_reporter_id": ["reporter_id", "submitted_at", "id"],
    "ix_questions_press_agency_id": ["press_agency_id", "submitted_at", "id"],
    "ix_questions_lead_agency_id": ["lead_agency_id", "submitted_at", "id"],
}
PARTIAL = (
    ("ix_questions_published", ["submitted_at", "id"], "publication = 'published'"),
    ("ix_questions_to_warn", ["approaching_at"], "status <> 'closed' AND NOT approaching_told"),
    ("ix_questions_to_breach", ["late_from"], "status <> 'closed' AND NOT breach_told"),
)


def create_search() -> None:
    op.create_table(
        "search_queue",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("search_key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_search_queue"),
    )
    op.create_table(
        "search_words",
        sa.Column("position", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_search_words"),
    )
    op.create_index("ix_search_words_words", "search_words", ["words"], postgresql_using="gin")


def create_routings() -> None:
    op.create_table(
        "routings",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("previous_agency_id", sa.Uuid),
        sa.Column("routed_by", sa.Text, nullable=False),
        sa.Column("account_id", sa.Uuid),
        sa.Column("reason", sa.Text),
        sa.Column("routed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_routings"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_routings_question_id"),
    )
    op.create_index("ix_routings_question_id", "routings", ["question_id"])


def create_answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("spokesperson_id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("agency_name", sa.Text, nullable=False),
        sa.Column("spokesperson_name", sa.Text, nullable=False),
        sa.Column("spokesperson_position", sa.Text, nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=False),
        sa.Column("on_time", sa.Boolean, nullable=False),
        sa.Column("office_minutes", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.UniqueConstraint("question_id", name="uq_answers_question_id"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_answers_question_id"),
    )


def create_projections() -> None:
    op.create_table(
        "agencies",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name="pk_agencies"),
    )
    op.create_table(
        "reporters",
        sa.Column("reporter_id", sa.Uuid, nullable=False),
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("may_ask", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("reporter_id", name="pk_reporters"),
    )
    op.create_table(
        "spokespersons",
        sa.Column("spokesperson_id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("full_name", sa.Text),
        sa.Column("position", sa.Text),
        *(sa.Column(name, INSTANT) for name in ("valid_from", "valid_to", "revoked_at")),
        sa.Column("assigned_version", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("revoked_version", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("spokesperson_id", name="pk_spokespersons"),
    )
    op.create_index("ix_spokespersons_account_id", "spokespersons", ["account_id", "agency_id"])


def create_rules() -> None:
    op.create_table(
        "deadline_policies",
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("legal_basis", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("approaching_kind", sa.Text, nullable=False),
        sa.Column("approaching_amount", sa.Integer, nullable=False),
        sa.Column("questions_per_day", sa.Integer, nullable=False),
        sa.Column("receipt_cut_off", sa.Time),
        sa.Column("receipt_working_days_only", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_deadline_policies"),
    )
    op.create_table(
        "work_calendars",
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_work_calendars"),
        sa.UniqueConstraint("position", name="uq_work_calendars_position"),
    )
