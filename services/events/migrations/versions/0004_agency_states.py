"""An agency is what held at the instant: a row for each of its versions, and when it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agencies", sa.Column("valid_from", sa.DateTime(timezone=True)))
    op.drop_constraint("pk_agencies", "agencies")
    op.create_primary_key("pk_agencies", "agencies", ["agency_id", "version"])
    op.create_table(
        "ended_agencies",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name="pk_ended_agencies"),
    )
