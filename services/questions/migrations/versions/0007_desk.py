"""The desk: assignments, topics, profiles of agencies and newsrooms, releases; indexes of the queues."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("status <> 'closed'")
TRIAGE = sa.text("status IN ('submitted', 'bounced')")
UNPUBLISHED = sa.text("publication = 'unpublished' AND outcome = 'answered'")
CLARIFIED = sa.text("clarification_answered")
EXTENDING = sa.text("extension = 'requested' AND status <> 'closed'")


def upgrade() -> None:
    op.add_column("questions", sa.Column("release_id", sa.Uuid))
    unread = sa.Column("clarification_answered", sa.Boolean, nullable=False, server_default=sa.text("false"))
    op.add_column("questions", unread)
    create_work()
    create_told()
    create_indexes()


def create_work() -> None:
    op.create_table(
        "desk_assignments",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("desk_id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("assigned_by", sa.Uuid),
        sa.Column("assigned_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "desk_id", name="pk_desk_assignments"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_desk_assignments_question_id_questions"
        ),
    )
    op.create_index("ix_desk_assignments_account_id", "desk_assignments", ["account_id", "desk_id"])
    op.create_table(
        "question_topics",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "kind", "topic", name="pk_question_topics"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_question_topics_question_id_questions"
        ),
    )
    op.create_index("ix_question_topics_submitted_at", "question_topics", ["submitted_at"])


def create_told() -> None:
    op.create_table(
        "agency_profiles",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("responsibilities", JSONB, nullable=False),
        sa.Column("valid_from", INSTANT),
        sa.PrimaryKeyConstraint("agency_id", "version", name="pk_agency_profiles"),
    )
    op.create_table(
        "known_newsrooms",
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        *(sa.Column(name, ARRAY(sa.Text), nullable=False) for name in ("types", "domains")),
        sa.Column("purpose", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("press_agency_id", name="pk_known_newsrooms"),
    )
    op.create_table(
        "known_releases",
        sa.Column("release_id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("headline", sa.Text),
        sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.PrimaryKeyConstraint("release_id", name="pk_known_releases"),
    )


def create_indexes() -> None:
    place = ["late_from", "id"]
    for name, columns, where in (
        ("desk_open", place, OPEN),
        ("desk_agency_open", ["lead_agency_id", *place], OPEN),
        ("desk_agency_status", ["lead_agency_id", "status", *place], OPEN),
        ("desk_triage", ["status", *place], TRIAGE),
        ("desk_publish", place, UNPUBLISHED),
        ("desk_agency_publish", ["lead_agency_id", *place], UNPUBLISHED),
        ("desk_clarified", place, CLARIFIED),
        ("desk_extending", place, EXTENDING),
        ("accepted_at", ["accepted_at"], sa.text("accepted_at IS NOT NULL")),
        ("release_id", ["release_id"], sa.text("release_id IS NOT NULL")),
    ):
        op.create_index(f"ix_questions_{name}", "questions", columns, postgresql_where=where)
    op.create_index("ix_search_words_question_id", "search_words", ["question_id"])
