"""For which reason a question's terms stand still, beside its status."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", sa.Column("paused_for", sa.String(40)))
