"""The chassis tables, and an empty projection.

Primary keys have PostgreSQL's own names (`question_pkey`), because a rebuild makes its tables with
CREATE TABLE ... LIKE, which gives them those. A later change of a table of the projection alters the live one
only, after dropping what a killed rebuild left: DROP SCHEMA IF EXISTS projection_next CASCADE.
"""

from alembic import op

from shared.persistence.migrations import chassis_0001

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE SCHEMA projection;
CREATE TABLE projection.inbox (cause uuid PRIMARY KEY, accepted_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE projection.agency (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    code text NOT NULL, name text NOT NULL, name_key text COLLATE "C" NOT NULL, name_fold text NOT NULL
);
CREATE TABLE projection.press_agency (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    name text NOT NULL, name_key text COLLATE "C" NOT NULL, name_fold text NOT NULL
);
CREATE TABLE projection.reporter (
    id uuid PRIMARY KEY,
    affiliation_version bigint NOT NULL, press_agency_id uuid,
    verification_version bigint NOT NULL, verified_at timestamptz,
    standing_version bigint NOT NULL, suspended boolean
);
CREATE TABLE projection.question (
    id uuid PRIMARY KEY,
    submission_version bigint NOT NULL, press_agency_id uuid, submitted_at timestamptz,
    lead_version bigint NOT NULL, agency_id uuid,
    term_version bigint NOT NULL, due_at timestamptz,
    answer_version bigint NOT NULL, answered_at timestamptz, on_time boolean, office_minutes integer,
    publication_version bigint NOT NULL, published_at timestamptz
);
"""


def upgrade() -> None:
    chassis_0001()
    for statement in filter(str.strip, TABLES.split(";")):
        op.execute(statement)
