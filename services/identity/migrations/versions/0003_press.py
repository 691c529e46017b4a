"""Press agencies, reporters and what proves them.

Revision ID: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STAMP = sa.DateTime(timezone=True)
_WORD = sa.String()


def upgrade() -> None:
    _press_agency()
    _press_application()
    _presence()
    _reporter()
    _acts_and_checks()


def _press_agency() -> None:
    for column in (
        sa.Column("licence_no", sa.Text()),
        sa.Column("governing_body", sa.Text()),
        sa.Column("central", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("purpose", sa.Text()),
        sa.Column("domains", sa.ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("head", sa.Text()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("status", _WORD, nullable=False, server_default="active"),
        sa.Column("warned_of", sa.Date()),
    ):
        op.add_column("press_agency", column)
    for name in ("central", "domains", "status"):
        op.alter_column("press_agency", name, server_default=None)
    op.create_index(
        "ix_press_agency_valid_to",
        "press_agency",
        ["valid_to"],
        postgresql_where=sa.text("valid_to IS NOT NULL"),
    )


def _press_application() -> None:
    op.create_table(
        "press_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("profile", JSONB(), nullable=False),
        sa.Column("submitted_at", _STAMP, nullable=False),
        sa.Column("status", _WORD, nullable=False),
        sa.Column("decided_at", _STAMP),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("reason", sa.Text()),
        sa.Column("press_agency_id", sa.Uuid()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_press_application"),
        sa.ForeignKeyConstraint(["applicant_id"], ["account.id"], name="fk_press_application_applicant_id"),
        sa.ForeignKeyConstraint(
            ["press_agency_id"], ["press_agency.id"], name="fk_press_application_press_agency_id"
        ),
    )
    op.create_index("ix_press_application_applicant_id", "press_application", ["applicant_id"])


def _presence() -> None:
    for name, own in (
        (
            "press_office",
            (sa.Column("address", sa.Text(), nullable=False), sa.Column("head", sa.Text(), nullable=False)),
        ),
        (
            "resident_reporter",
            (
                sa.Column("reporter_id", sa.Uuid(), nullable=False),
                sa.Column("independent", sa.Boolean(), nullable=False),
                sa.ForeignKeyConstraint(
                    ["reporter_id"], ["reporter.id"], name="fk_resident_reporter_reporter_id"
                ),
            ),
        ),
    ):
        op.create_table(
            name,
            sa.Column("id", sa.Uuid(), nullable=False),
            sa.Column("press_agency_id", sa.Uuid(), nullable=False),
            sa.Column("province_code", sa.Text(), nullable=False),
            *own,
            sa.Column("notified_on", sa.Date(), nullable=False),
            sa.Column("starts_on", sa.Date(), nullable=False),
            sa.Column("entered_at", _STAMP, nullable=False),
            sa.Column("ended_on", sa.Date()),
            sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
            sa.ForeignKeyConstraint(
                ["press_agency_id"], ["press_agency.id"], name=f"fk_{name}_press_agency_id"
            ),
        )
        op.create_index(f"ix_{name}_press_agency_id", name, ["press_agency_id"])
    op.create_index(
        "uq_resident_reporter_stay",
        "resident_reporter",
        ["reporter_id"],
        unique=True,
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def _reporter() -> None:
    for column in (
        sa.Column("credential_issued_on", sa.Date()),
        sa.Column("credential_valid_from", sa.Date()),
        sa.Column("credential_issuer", sa.Text()),
        sa.Column("credential_scope", sa.Text()),
        sa.Column("category", _WORD, nullable=False, server_default="STAFF"),
        sa.Column("home_organisation", sa.Text()),
        sa.Column("verified_how", _WORD),
        sa.Column("approved_at", _STAMP),
        sa.Column("approved_by", sa.Uuid()),
        sa.Column("disabled_for", sa.ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("vouched_until", sa.Date()),
        sa.Column("warned_of_credential", sa.Date()),
        sa.Column("warned_of_vouching", sa.Date()),
        sa.Column("probation_until", sa.Date()),
        sa.Column("renewal", JSONB()),
        sa.Column("appealed_at", _STAMP),
        sa.Column("decided_by", sa.Uuid()),
    ):
        op.add_column("reporter", column)
    for name in ("category", "disabled_for"):
        op.alter_column("reporter", name, server_default=None)
    op.execute(
        "UPDATE reporter SET verified_how = 'OFFICER', approved_at = verified_at, approved_by = verified_by, "
        "vouched_until = (date_trunc('quarter', now()) + interval '3 months' - interval '1 day')::date "
        "WHERE verified_at IS NOT NULL"
    )
    op.create_index("ix_reporter_credential_expires_on", "reporter", ["credential_expires_on"])
    op.create_index("ix_reporter_vouched_until", "reporter", ["vouched_until"])


def _acts_and_checks() -> None:
    op.create_table(
        "reporter_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("acted_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reporter_act"),
        sa.ForeignKeyConstraint(["reporter_id"], ["reporter.id"], name="fk_reporter_act_reporter_id"),
    )
    op.create_index("ix_reporter_act_reporter_id", "reporter_act", ["reporter_id"])
    op.create_table(
        "identity_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("officer_code", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", _STAMP, nullable=False),
        sa.Column("birth_date", sa.Text()),
        sa.Column("outcome", _WORD, nullable=False),
        sa.Column("answered_at", _STAMP),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_identity_check"),
        sa.ForeignKeyConstraint(["reporter_id"], ["reporter.id"], name="fk_identity_check_reporter_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_identity_check_account_id"),
    )
    op.create_index("ix_identity_check_reporter_id", "identity_check", ["reporter_id"])
    op.create_index(
        "ix_identity_check_due_at",
        "identity_check",
        ["due_at"],
        postgresql_where=sa.text("answered_at IS NULL"),
    )
