"""Directory entries and answers about personal data: duties kept and broken; filled in by a rebuild.

The worker reads the new types from when it runs; directory entries of before are filled in by
`python -m services.metrics rebuild`. Of requests nothing was told before: they count from this release on,
and those that are open beyond their time are told of when identity has its 0007.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHANGES = """
DROP SCHEMA IF EXISTS projection_next CASCADE;
CREATE TABLE projection.directory_entry (
    id uuid PRIMARY KEY,
    duty_version bigint NOT NULL, agency_id uuid, due_at timestamptz,
    breach_version bigint NOT NULL,
    entry_version bigint NOT NULL, published_at timestamptz, on_time boolean,
    ending_version bigint NOT NULL, revoked_at timestamptz
);
CREATE TABLE projection.data_request (
    id uuid PRIMARY KEY,
    breach_version bigint NOT NULL,
    reply_version bigint NOT NULL, answered_at timestamptz, on_time boolean
)
"""


def upgrade() -> None:
    for statement in CHANGES.split(";"):
        op.execute(statement)
