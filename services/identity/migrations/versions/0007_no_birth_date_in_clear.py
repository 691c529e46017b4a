"""The birth date in clear goes; since 0006 one that waits is sealed.

A look-up that still waits with a date in clear is taken back, and the audit log says so: without its date it
would confirm a person by the name alone. An officer asks again, or the person applies again. Processes of the
release before read the column, so they end first.

Revision ID: 0007
"""

from collections.abc import Sequence

from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TAKEN_BACK = """
WITH gone AS (
    DELETE FROM identity_check WHERE answered_at IS NULL AND birth_date IS NOT NULL AND birth_cipher IS NULL
    RETURNING id, account_id
)
INSERT INTO audit (at, action, subject_kind, subject_id, detail)
SELECT now(), 'identity-check.taken-back', 'account', account_id::text,
    json_build_object('check', id)::text FROM gone
"""


def upgrade() -> None:
    op.execute(TAKEN_BACK)
    op.drop_column("identity_check", "birth_date")
