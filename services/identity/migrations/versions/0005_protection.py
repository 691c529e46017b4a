"""Personal data under keys, the audit log, requests of data subjects.

Revision ID: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.persistence.audit.migration import audit_0001

revision = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


_STAMP = sa.DateTime(timezone=True)


def upgrade() -> None:
    audit_0001()
    # Empty until the person's next sign-in, when the digits are there to be sealed.
    op.add_column("account", sa.Column("identifier_cipher", sa.LargeBinary()))
    op.add_column("account", sa.Column("erased_at", _STAMP))
    _data_request()
    _consent()


def _data_request() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("statement", sa.Text()),
        sa.Column("received_at", _STAMP, nullable=False),
        sa.Column("due_at", _STAMP, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("decided_at", _STAMP),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("reason", sa.Text()),
        sa.Column("breached_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_data_request"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_data_request_account_id"),
    )
    op.create_index("ix_data_request_account_id", "data_request", ["account_id"])
    waiting = sa.text("status = 'open'")
    op.create_index("ix_data_request_waiting", "data_request", ["due_at"], postgresql_where=waiting)


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Text(), nullable=False),
        sa.Column("given_at", _STAMP, nullable=False),
        sa.Column("withdrawn_at", _STAMP),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_consent_account_id"),
    )
    op.create_index("ix_consent_account_id", "consent", ["account_id"])
    given = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_consent_given", "consent", ["account_id", "purpose"], unique=True, postgresql_where=given
    )
