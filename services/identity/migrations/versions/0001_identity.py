"""People, agencies, newsrooms, spokespersons, clients and sign-ins.

Revision ID: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.persistence.migrations import chassis_0001

revision = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STAMP = sa.DateTime(timezone=True)


def upgrade() -> None:
    chassis_0001()
    _register()
    _people()
    _sign_in()


def _register() -> None:
    named = (
        ("name", sa.Text(), False),
        ("name_exact", sa.Text(), False),
        ("name_sort", sa.Text(collation="C"), False),
        ("search", sa.Text(), False),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in named),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text()),
        sa.Column("parent_id", sa.Uuid()),
        sa.Column("fields", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agency"),
        sa.UniqueConstraint("code", name="uq_agency_code"),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name="fk_agency_parent_id"),
    )
    op.create_index("ix_agency_order", "agency", ["name_sort", "id"])
    op.create_table(
        "press_agency",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=nullable) for name, kind, nullable in named),
        sa.Column("types", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("registered_at", _STAMP, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_press_agency"),
        sa.UniqueConstraint("search", name="uq_press_agency_search"),
    )
    op.create_index("ix_press_agency_order", "press_agency", ["name_sort", "id"])
    op.create_table(
        "client",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("grant_types", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("audiences", sa.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_client"),
    )


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identifier_digest", sa.LargeBinary(), nullable=False),
        sa.Column("identifier_last4", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text()),
        sa.Column("created_at", _STAMP, nullable=False),
        sa.Column("signed_in_at", _STAMP),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("identifier_digest", name="uq_account_identifier_digest"),
    )
    _appointment()
    _reporter()
    _spokesperson()


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("agency_id", sa.Uuid()),
        sa.Column("press_agency_id", sa.Uuid()),
        sa.Column("appointed_by", sa.Uuid()),
        sa.Column("appointed_at", _STAMP, nullable=False),
        sa.Column("ended_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_appointment_account_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_appointment_agency_id"),
        sa.ForeignKeyConstraint(
            ["press_agency_id"], ["press_agency.id"], name="fk_appointment_press_agency_id"
        ),
    )
    op.create_index("ix_appointment_account_id", "appointment", ["account_id"])


def _reporter() -> None:
    op.create_table(
        "reporter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("press_agency_id", sa.Uuid(), nullable=False),
        sa.Column("credential_type", sa.String(40), nullable=False),
        sa.Column("credential_number", sa.Text(), nullable=False),
        sa.Column("credential_expires_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("registered_at", _STAMP, nullable=False),
        sa.Column("verified_at", _STAMP),
        sa.Column("verified_by", sa.Uuid()),
        sa.Column("suspended_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reporter"),
        sa.UniqueConstraint("account_id", name="uq_reporter_account_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_reporter_account_id"),
        sa.ForeignKeyConstraint(["press_agency_id"], ["press_agency.id"], name="fk_reporter_press_agency_id"),
    )
    op.create_index("ix_reporter_press_agency_id", "reporter", ["press_agency_id"])


def _spokesperson() -> None:
    op.create_table(
        "spokesperson",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("official_email", sa.Text()),
        sa.Column("decision_no", sa.Text()),
        sa.Column("valid_from", _STAMP, nullable=False),
        sa.Column("valid_to", _STAMP),
        sa.Column("assigned_at", _STAMP, nullable=False),
        sa.Column("revoked_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spokesperson"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_spokesperson_account_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_spokesperson_agency_id"),
    )
    op.create_index("ix_spokesperson_account_id", "spokesperson", ["account_id"])
    op.create_index("ix_spokesperson_agency_id", "spokesperson", ["agency_id"])


def _sign_in() -> None:
    op.create_table(
        "sign_in_attempt",
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("next_path", sa.Text(), nullable=False),
        sa.Column("started_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name="pk_sign_in_attempt"),
    )
    op.create_index("ix_sign_in_attempt_started_at", "sign_in_attempt", ["started_at"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("failed_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_key_failed_at", "sign_in_failure", ["key", "failed_at"])
    op.create_index("ix_sign_in_failure_failed_at", "sign_in_failure", ["failed_at"])
