"""Refusals, reopenings, withdrawn and merged questions, extensions; filled in by a rebuild.

The worker reads the new types from when it runs; what came before is filled in by
`python -m services.metrics rebuild`.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CHANGES = """
DROP SCHEMA IF EXISTS projection_next CASCADE;
ALTER TABLE projection.question
    ADD COLUMN refusal_version bigint NOT NULL DEFAULT 0, ADD COLUMN refused_at timestamptz,
    ADD COLUMN refused_on_time boolean, ADD COLUMN refusal_minutes integer,
    ADD COLUMN reopening_version bigint NOT NULL DEFAULT 0, ADD COLUMN reopened_at timestamptz,
    ADD COLUMN removal_version bigint NOT NULL DEFAULT 0, ADD COLUMN removed_at timestamptz,
    ADD COLUMN merged boolean,
    ADD COLUMN extension_version bigint NOT NULL DEFAULT 0, ADD COLUMN extended boolean;
ALTER TABLE projection.question
    ALTER COLUMN refusal_version DROP DEFAULT, ALTER COLUMN reopening_version DROP DEFAULT,
    ALTER COLUMN removal_version DROP DEFAULT, ALTER COLUMN extension_version DROP DEFAULT
"""


def upgrade() -> None:
    for statement in CHANGES.split(";"):
        op.execute(statement)
