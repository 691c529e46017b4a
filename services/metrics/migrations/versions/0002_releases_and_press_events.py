"""The codes of questions, and what is known of releases and press events; both filled in by a rebuild.

The worker reads the two new streams from their first message; the codes of questions that are already in the
projection come with `python -m services.metrics rebuild` only.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHANGES = """
DROP SCHEMA IF EXISTS projection_next CASCADE;
ALTER TABLE projection.question ADD COLUMN code text;
CREATE TABLE projection.release (
    id uuid PRIMARY KEY,
    issue_version bigint NOT NULL, agency_id uuid, published_at timestamptz,
    correction_version bigint NOT NULL, corrected_at timestamptz,
    withdrawal_version bigint NOT NULL, withdrawn_at timestamptz
);
CREATE TABLE projection.take (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    release_id uuid NOT NULL, press_agency_id uuid NOT NULL,
    action text NOT NULL, taken_at timestamptz NOT NULL
);
CREATE TABLE projection.item (
    id uuid PRIMARY KEY,
    declaration_version bigint NOT NULL,
    release_id uuid, agency_id uuid, press_agency_id uuid, published_at timestamptz,
    ruling_version bigint NOT NULL, confirmed boolean
);
CREATE TABLE projection.press_event (
    id uuid PRIMARY KEY,
    notice_version bigint NOT NULL, agency_id uuid, starts_at timestamptz,
    cancellation_version bigint NOT NULL, cancelled_at timestamptz
);
CREATE TABLE projection.invitation (
    id uuid PRIMARY KEY, version bigint NOT NULL,
    press_event_id uuid NOT NULL, press_agency_id uuid NOT NULL, accepted boolean NOT NULL
);
CREATE TABLE projection.press_pass (
    id uuid PRIMARY KEY,
    admission_version bigint NOT NULL, press_event_id uuid, press_agency_id uuid, issued_at timestamptz,
    revocation_version bigint NOT NULL, revoked_at timestamptz,
    entry_version bigint NOT NULL, checked_in_at timestamptz
);
"""


def upgrade() -> None:
    for statement in filter(str.strip, CHANGES.split(";")):
        op.execute(statement)
