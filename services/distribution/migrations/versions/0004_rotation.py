"""A webhook's secret can be changed; for a while the former one signs too."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webhook_endpoints", sa.Column("former_secret", sa.LargeBinary))
    op.add_column("webhook_endpoints", sa.Column("former_until", sa.DateTime(timezone=True)))
