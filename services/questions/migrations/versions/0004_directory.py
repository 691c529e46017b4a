"""Agencies in versions and rights to speak, delegations among them, as the chassis projects them."""

from shared.persistence.directory_migrations import directory_0001

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    directory_0001()
