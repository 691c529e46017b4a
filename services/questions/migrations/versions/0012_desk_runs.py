"""Indexes of what is due and late at a desk hold only what runs: no row is read to find that it does not.

With the status left to be looked up, reading all late questions of an agency and sorting them looked cheaper
than its first ones in order, so a page grew with what lay there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

RUNS = "status NOT IN ('closed', 'clarification_requested')"


def upgrade() -> None:
    for name, columns, where in (
        ("desk_runs", ["late_from", "id"], RUNS),
        ("desk_agency_runs", ["lead_agency_id", "late_from", "id"], f"lead_agency_id IS NOT NULL AND {RUNS}"),
    ):
        op.create_index(f"ix_questions_{name}", "questions", columns, postgresql_where=sa.text(where))
    for name in ("desk_open", "desk_agency_open"):
        op.drop_index(f"ix_questions_{name}", "questions")
