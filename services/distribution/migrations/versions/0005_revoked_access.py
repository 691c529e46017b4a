"""Whose older tokens are refused."""

from shared.persistence.migrations import chassis_0002

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    chassis_0002()
