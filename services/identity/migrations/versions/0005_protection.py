"""Personal data under keys, the audit log, requests of data subjects.

Revision ID: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.persistence.audit.migration import audit_0001

revision = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


_STAMP = sa.DateTime(timezone=True)


def upgrade() -> None:
    audit_0001()
    # Empty until the person's next sign-in, when the digits are there to be sealed.
    op.add_column("account", sa.Column("identifier_cipher", sa.LargeBinary()))
    op.add_column("account", sa.Column("erased_at", _STAMP))
