"""What an agency was called when, and who follows it; the whole of it is filled in by a rebuild.

Until `python -m services.metrics rebuild` an agency is called what it was called last, as before.
`projection.agency` keeps its code and name for processes of the release before; what these still enter is
seen after a rebuild that begins when they have ended.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CHANGES = """
DROP SCHEMA IF EXISTS projection_next CASCADE;
CREATE TABLE projection.agency_state (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    agency_id uuid NOT NULL, valid_from timestamptz,
    code text NOT NULL, name text NOT NULL, name_key text COLLATE "C" NOT NULL, name_fold text NOT NULL
);
INSERT INTO projection.agency_state
SELECT id, version, id, NULL, code, name, name_key, name_fold FROM projection.agency;
CREATE TABLE projection.succession (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    agency_id uuid NOT NULL, successor_id uuid NOT NULL, ended_at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    for statement in CHANGES.split(";"):
        op.execute(statement)
