"""Press agencies, reporters and what proves them.

Revision ID: 0003
"""

from collections.abc import Sequence

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Empty so far."""
