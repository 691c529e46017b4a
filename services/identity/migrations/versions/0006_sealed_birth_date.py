"""The birth date that waits for a look-up is sealed.

Rows that wait with a date in clear keep it until their answer; a later release drops the old column.

Revision ID: 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("identity_check", sa.Column("birth_cipher", sa.LargeBinary()))
