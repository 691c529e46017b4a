"""State agencies in versions, and who speaks for them.

Revision ID: 0002
"""

from collections.abc import Sequence

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Empty so far."""
