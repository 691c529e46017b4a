"""Personal data under keys, the audit log, requests of data subjects.

Revision ID: 0005
"""

from collections.abc import Sequence

from shared.persistence.audit.migration import audit_0001

revision = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    audit_0001()
