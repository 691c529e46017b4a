"""Uploads, attachments, and the parts that both are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_uploads()
    create_attachments()
    op.create_table(
        "file_parts",
        sa.Column("file_id", sa.Uuid, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("file_id", "offset", name="pk_file_parts"),
    )


def create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("replaces_id", sa.Uuid),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_uploads_question_id_questions"),
    )
    op.create_index("ix_uploads_question_id", "uploads", ["question_id"])
    op.create_index("ix_uploads_expires_at", "uploads", ["expires_at"])


def create_attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("uploaded_by", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("scanned", sa.Boolean, nullable=False),
        sa.Column("found", sa.Text),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("checked_at", INSTANT),
        sa.Column("replaces_id", sa.Uuid),
        sa.Column("replaced_by_id", sa.Uuid),
        sa.Column("erased_at", INSTANT),
        sa.Column("erased_by", sa.Uuid),
        sa.Column("erase_reason", sa.Text),
        sa.Column("bytes_gone_at", INSTANT),
        sa.Column("check_after", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_attachments_question_id_questions"
        ),
    )
    op.create_index("ix_attachments_question_id", "attachments", ["question_id", "received_at", "id"])
    op.create_index(
        "ix_attachments_to_check",
        "attachments",
        ["check_after"],
        postgresql_where=sa.text("state = 'quarantined'"),
    )
    op.create_index(
        "ix_attachments_to_empty",
        "attachments",
        ["id"],
        postgresql_where=sa.text("state IN ('rejected', 'erased') AND bytes_gone_at IS NULL"),
    )
