"""Clients, sessions, devices and revoked access.

Revision ID: 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from shared.persistence.migrations import chassis_0002

revision = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STAMP = sa.DateTime(timezone=True)


def upgrade() -> None:
    chassis_0002()
    op.add_column("account", sa.Column("disabled_at", _STAMP))
    op.add_column("account", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    _client()
    _session()
    _device_code()


def _client() -> None:
    op.alter_column("client", "secret_hash", nullable=True)
    for column in (
        sa.Column("previous_secret_hash", sa.LargeBinary()),
        sa.Column("previous_secret_until", _STAMP),
        sa.Column("keys", JSONB(), nullable=False, server_default="[]"),
        sa.Column("tokens_per_minute", sa.Integer()),
        sa.Column("requests_per_minute", sa.Integer()),
        sa.Column("press_event_id", sa.Uuid()),
        sa.Column("gate", sa.Text()),
        sa.Column("agency_id", sa.Uuid()),
        sa.Column("registered_at", _STAMP, nullable=False, server_default=sa.func.now()),
        sa.Column("expires_at", _STAMP),
        sa.Column("disabled_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column("client", column)
    op.create_table(
        "client_minute",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("minute", sa.BigInteger(), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_minute"),
    )
    op.create_table(
        "client_assertion",
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("jti_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("client_id", "jti_hash", name="pk_client_assertion"),
    )
    op.create_index("ix_client_assertion_expires_at", "client_assertion", ["expires_at"])


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary()),
        sa.Column("started_at", _STAMP, nullable=False),
        sa.Column("rotated_at", _STAMP, nullable=False),
        sa.Column("idle_until", _STAMP, nullable=False),
        sa.Column("ends_at", _STAMP, nullable=False),
        sa.Column("ended_at", _STAMP),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_session_account_id"),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_index("ix_session_ends_at", "session", ["ends_at"])


def _device_code() -> None:
    op.create_table(
        "device_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("press_event_id", sa.Uuid()),
        sa.Column("gate", sa.Text()),
        sa.Column("agency_id", sa.Uuid()),
        sa.Column("made_by", sa.Uuid()),
        sa.Column("expires_at", _STAMP, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("used_at", _STAMP),
        sa.PrimaryKeyConstraint("id", name="pk_device_code"),
    )
    op.create_index("ix_device_code_expires_at", "device_code", ["expires_at"])
