"""What the sweep tells besides the answer's term, who is above whom, parts of policies, the audit log."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.persistence.audit.migration import audit_0001

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    audit_0001()
    op.add_column(
        "deadline_policies", sa.Column("details", JSONB, nullable=False, server_default=sa.text("'{}'"))
    )
    create_wakeups()
    create_superiors()
    create_escalations()
    # Where the repair of a calendar change finds open questions of an older version.
    op.create_index(
        "ix_questions_open_calendar_version",
        "questions",
        ["calendar_version", "id"],
        postgresql_where=sa.text("status <> 'closed'"),
    )


def create_wakeups() -> None:
    op.create_table(
        "question_wakeups",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("moments", sa.ARRAY(INSTANT), nullable=False),
        sa.Column("runs", sa.Boolean, nullable=False),
        sa.Column("told", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("fires_at", INSTANT),
        sa.PrimaryKeyConstraint("question_id", "kind", name="pk_question_wakeups"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_question_wakeups_question_id_questions"
        ),
    )
    op.create_index(
        "ix_question_wakeups_fires_at",
        "question_wakeups",
        ["kind", "fires_at"],
        postgresql_where=sa.text("fires_at IS NOT NULL"),
    )


def create_superiors() -> None:
    op.create_table(
        "agency_superiors",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("superior_id", sa.Uuid),
        sa.Column("valid_from", INSTANT),
        sa.PrimaryKeyConstraint("agency_id", "version", name="pk_agency_superiors"),
    )


def create_escalations() -> None:
    op.create_table(
        "escalations",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("account_id", sa.Uuid),
        sa.Column("full_name", sa.Text),
        sa.Column("position_held", sa.Text),
        sa.Column("escalated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_escalations"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_escalations_question_id_questions"
        ),
    )
    op.create_index("ix_escalations_question_id", "escalations", ["question_id"])
