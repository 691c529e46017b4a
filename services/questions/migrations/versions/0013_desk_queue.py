"""Indexes of what is to publish, with later rounds of what is public, and of what runs at an agency.

The second has no bounced question: until it is sent on there is nothing that the agency could do. The old
ones go last, as in 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

UNPUBLISHED = "outcome = 'answered' AND publication <> 'exclusive' AND published_round < round"
RUNS_THERE = "lead_agency_id IS NOT NULL AND status NOT IN ('closed', 'clarification_requested', 'bounced')"
PLACE = ("late_from", "id")


def upgrade() -> None:
    for name, columns, where in (
        ("desk_to_publish", PLACE, UNPUBLISHED),
        ("desk_agency_to_publish", ("lead_agency_id", *PLACE), UNPUBLISHED),
        ("desk_agency_due", ("lead_agency_id", *PLACE), RUNS_THERE),
    ):
        op.create_index(f"ix_questions_{name}", "questions", columns, postgresql_where=sa.text(where))
    for name in ("desk_publish", "desk_agency_publish", "desk_agency_runs"):
        op.drop_index(f"ix_questions_{name}", "questions")
