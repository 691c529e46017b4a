"""Indexes of agencies without questions that have none yet, and of what is due at a desk with only what runs.

A new question has no agency, and every index costs each submission. With the status left to be looked up,
reading all late questions of an agency and sorting them looked cheaper than its first ones in order, so a
page grew with what lay there. The old ones go last: reading goes on while the new ones are built.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LED = "lead_agency_id IS NOT NULL"
RUNS = "status NOT IN ('closed', 'clarification_requested')"
OLD = ("lead_agency_id", "helper_agency_ids", "desk_open", "desk_agency_open", "desk_agency_status")
PLACE = ("late_from", "id")


def upgrade() -> None:
    for name, columns, where in (
        ("led", ("lead_agency_id", "submitted_at", "id"), LED),
        ("desk_runs", PLACE, RUNS),
        ("desk_agency_runs", ("lead_agency_id", *PLACE), f"{LED} AND {RUNS}"),
        ("desk_agency_step", ("lead_agency_id", "status", *PLACE), f"{LED} AND status <> 'closed'"),
    ):
        op.create_index(f"ix_questions_{name}", "questions", columns, postgresql_where=sa.text(where))
    op.create_index(
        "ix_questions_helped",
        "questions",
        ["helper_agency_ids"],
        postgresql_where=sa.text("helper_agency_ids <> '{}'"),
        postgresql_using="gin",
    )
    for name in OLD:
        op.drop_index(f"ix_questions_{name}", "questions")
