"""A new question is in no index of agencies: it has none yet, and every index costs each submission."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WITH_LEAD = "lead_agency_id IS NOT NULL"


def upgrade() -> None:
    place = ["late_from", "id"]
    for name, columns, where, kind in (
        ("lead_agency_id", ["lead_agency_id", "submitted_at", "id"], WITH_LEAD, "btree"),
        (
            "desk_agency_status",
            ["lead_agency_id", "status", *place],
            f"{WITH_LEAD} AND status <> 'closed'",
            "btree",
        ),
        ("helper_agency_ids", ["helper_agency_ids"], "helper_agency_ids <> '{}'", "gin"),
    ):
        op.drop_index(f"ix_questions_{name}", "questions")
        op.create_index(
            f"ix_questions_{name}",
            "questions",
            columns,
            postgresql_where=sa.text(where),
            postgresql_using=kind,
        )
