"""Who was at work at which desk, inner terms that are still to be derived, corrected acts of incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
_WITHOUT_WAKEUPS = """
INSERT INTO wakeups_to_derive (question_id)
SELECT id FROM questions q
WHERE (status <> 'closed' OR (outcome = 'answered' AND published_round < round))
    AND NOT EXISTS (SELECT FROM question_wakeups w WHERE w.question_id = q.id)
"""


def upgrade() -> None:
    create_people()
    op.create_table(
        "wakeups_to_derive",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_wakeups_to_derive"),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_wakeups_to_derive_question_id_questions"
        ),
    )
    op.execute(_WITHOUT_WAKEUPS)
    create_corrections()


def create_people() -> None:
    op.create_table(
        "desk_people",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("desk_id", sa.Uuid, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_desk_people"),
    )
    op.execute(
        "INSERT INTO desk_people SELECT DISTINCT ON (assigned_by) assigned_by, desk_id, assigned_at "
        "FROM desk_assignments WHERE assigned_by IS NOT NULL ORDER BY assigned_by, assigned_at DESC"
    )
    op.create_index(
        "ix_question_acts_account_id",
        "question_acts",
        ["account_id", "position"],
        postgresql_where=sa.text("account_id IS NOT NULL"),
    )


def create_corrections() -> None:
    instants = ("previous_at", "previously_recorded_at", "at", "corrected_at")
    op.create_table(
        "incident_corrections",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("incident_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("act", "reason")),
        *(sa.Column(name, INSTANT, nullable=False) for name in instants),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("previously_recorded_by", "corrected_by")),
        sa.PrimaryKeyConstraint("position", name="pk_incident_corrections"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name="fk_incident_corrections_incident_id_incidents"
        ),
    )
    op.create_index("ix_incident_corrections_incident_id", "incident_corrections", ["incident_id"])
