"""How the projection of agencies and rights to speak comes into a service's database."""

import sqlalchemy as sa
from alembic import op

# Before, a service had `agencies` and `spokespersons`. What it heard then is kept; kinds were not kept.
_STAMP = sa.DateTime(timezone=True)
_CARRY_OVER = (
    """INSERT INTO known_agency (agency_id, version, code, name)
        SELECT agency_id, version, code, name FROM agencies""",
    """INSERT INTO speaking_right (right_id, account_id, agency_id, full_name, position, valid_from, valid_to,
            revoked_at, granted_version, revoked_version)
        SELECT spokesperson_id, account_id, agency_id, full_name, position, valid_from, valid_to, revoked_at,
            assigned_version, revoked_version
        FROM spokespersons""",
)


def directory_0001() -> None:
    """Creates known_agency, ended_agency and speaking_right, and moves the older projection there."""
    _agencies()
    _rights()
    for statement in _CARRY_OVER:
        op.execute(statement)
    op.drop_table("spokespersons")
    op.drop_table("agencies")


def _agencies() -> None:
    op.create_table(
        "known_agency",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("level", sa.Text),
        sa.Column("valid_from", _STAMP),
        sa.PrimaryKeyConstraint("agency_id", "version", name="pk_known_agency"),
    )
    op.create_table(
        "ended_agency",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("ended_at", _STAMP, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name="pk_ended_agency"),
    )


def _rights() -> None:
    op.create_table(
        "speaking_right",
        sa.Column("right_id", sa.Uuid, nullable=False),
        *(sa.Column(name, sa.Uuid) for name in ("account_id", "agency_id")),
        *(sa.Column(name, sa.Text) for name in ("kind", "full_name", "position")),
        *(sa.Column(name, _STAMP) for name in ("valid_from", "valid_to")),
        sa.Column("matter_kind", sa.Text),
        sa.Column("matter_id", sa.Uuid),
        sa.Column("revoked_at", _STAMP),
        *(
            sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))
            for name in ("granted_version", "revoked_version")
        ),
        sa.PrimaryKeyConstraint("right_id", name="pk_speaking_right"),
    )
    op.create_index("ix_speaking_right_account_id", "speaking_right", ["account_id", "agency_id"])
