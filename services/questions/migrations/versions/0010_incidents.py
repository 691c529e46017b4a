"""Extraordinary matters with their first statements and the questions that are about them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("incident_number")))
    create_incidents()
    create_first_statements()
    op.create_table(
        "incident_questions",
        sa.Column("incident_id", sa.Uuid, nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("linked_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "question_id", name="pk_incident_questions"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name="fk_incident_questions_incident_id_incidents"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_incident_questions_question_id_questions"
        ),
    )
    op.create_index("ix_incident_questions_question_id", "incident_questions", ["question_id"])


def create_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("clause", sa.String(40), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("opened_by", sa.Uuid, nullable=False),
        *(sa.Column(name, INSTANT) for name in ("received_and_handled_at", "receipt_recorded_at")),
        *(sa.Column(name, INSTANT) for name in ("impact_determined_at", "impact_recorded_at")),
        *(sa.Column(name, sa.Uuid) for name in ("receipt_recorded_by", "impact_recorded_by")),
        *(sa.Column(name, INSTANT) for name in ("due_at", "approaching_at", "first_statement_at")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("approaching_told", "breach_told")),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sa.UniqueConstraint("code", name="uq_incidents_code"),
    )
    op.create_index("ix_incidents_opened_at", "incidents", ["opened_at", "id"])
    op.create_index("ix_incidents_agency_id", "incidents", ["agency_id", "opened_at", "id"])
    for name, instant, told in (
        ("ix_incidents_to_warn", "approaching_at", "approaching_told"),
        ("ix_incidents_to_breach", "due_at", "breach_told"),
    ):
        condition = sa.text(f"first_statement_at IS NULL AND NOT {told}")
        op.create_index(name, "incidents", [instant], postgresql_where=condition)


def create_first_statements() -> None:
    op.create_table(
        "first_statements",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("incident_id", sa.Uuid, nullable=False),
        sa.Column("spokesperson_id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("agency_name", sa.Text, nullable=False),
        sa.Column("spokesperson_name", sa.Text, nullable=False),
        sa.Column("spokesperson_position", sa.Text, nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("released_at", INSTANT, nullable=False),
        sa.Column("on_time", sa.Boolean),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_first_statements"),
        sa.UniqueConstraint("incident_id", name="uq_first_statements_incident_id"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name="fk_first_statements_incident_id_incidents"
        ),
    )
