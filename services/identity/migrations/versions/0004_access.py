"""Clients, sessions, devices and revoked access.

Revision ID: 0004
"""

from collections.abc import Sequence

revision = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Empty so far."""
