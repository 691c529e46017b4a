"""State agencies in versions, and who speaks for them.

What was registered before is taken to have been there always; who spoke is taken to have been published.

Revision ID: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.text import fold, nfc, sort_key

revision = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_STAMP = sa.DateTime(timezone=True)
_MOVED = ("code", "name", "name_exact", "name_sort", "search", "level", "unit_code", "parent_id", "fields")


def upgrade() -> None:
    _agency_state()
    _agency_successor()
    _carry_over()
    _spokesperson()
    _delegation()


def _agency_state() -> None:
    op.create_table(
        "agency_state",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", _STAMP),
        sa.Column("until", _STAMP),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("old_codes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_exact", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("name_sort", sa.Text(collation="C"), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text()),
        sa.Column("parent_id", sa.Uuid()),
        sa.Column("responsibilities", sa.JSON(), nullable=False),
        sa.Column("working_hours", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text()),
        sa.PrimaryKeyConstraint("agency_id", "number", name="pk_agency_state"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_agency_state_agency_id"),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name="fk_agency_state_parent_id"),
    )
    op.create_index("ix_agency_state_order", "agency_state", ["name_sort", "agency_id"])
    op.create_index("ix_agency_state_code", "agency_state", ["code"])
    op.create_index("ix_agency_state_name_folded", "agency_state", ["name_folded"])


def _agency_successor() -> None:
    op.create_table(
        "agency_successor",
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fields", sa.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("agency_id", "successor_id", name="pk_agency_successor"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_agency_successor_agency_id"),
        sa.ForeignKeyConstraint(["successor_id"], ["agency.id"], name="fk_agency_successor_successor_id"),
    )


def _carry_over() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text(
            """INSERT INTO agency_state (agency_id, number, code, old_codes, name, name_exact, name_folded,
                name_sort, search, level, unit_code, parent_id, responsibilities, working_hours)
            SELECT id, 1, code, '{}', name, name_exact, '', name_sort, search, level, unit_code, parent_id,
                coalesce((SELECT json_agg(json_build_object('field', field, 'keywords', '[]'::json))
                    FROM unnest(fields) AS field), '[]'::json), 'province'
            FROM agency"""
        )
    )
    fold_name = sa.text("UPDATE agency_state SET name_folded = :folded WHERE agency_id = :id")
    for agency_id, name in connection.execute(sa.text("SELECT id, name FROM agency")).all():
        connection.execute(fold_name, {"folded": fold(name), "id": agency_id})
    for column in _MOVED:
        op.drop_column("agency", column)
    for name, kind in (
        ("ended_at", _STAMP),
        ("succession_kind", sa.Text()),
        ("succession_document", sa.Text()),
    ):
        op.add_column("agency", sa.Column(name, kind))


def _spokesperson() -> None:
    for name in ("decision_at", "entry_due_at", "published_at", "overdue_told_at"):
        op.add_column("spokesperson", sa.Column(name, _STAMP))
    for name in ("exact", "search"):
        op.add_column("spokesperson", sa.Column(name, sa.Text()))
    op.add_column("spokesperson", sa.Column("name_sort", sa.Text(collation="C")))
    _fill_spokespersons()
    for name in ("decision_at", "exact", "search", "name_sort"):
        op.alter_column("spokesperson", name, nullable=False)
    op.create_index("ix_spokesperson_order", "spokesperson", ["name_sort", "id"])
    op.create_index(
        "ix_spokesperson_entry_due_at",
        "spokesperson",
        ["entry_due_at"],
        postgresql_where=sa.text("published_at IS NULL AND overdue_told_at IS NULL AND revoked_at IS NULL"),
    )


def _fill_spokespersons() -> None:
    connection = op.get_bind()
    connection.execute(
        sa.text("UPDATE spokesperson SET decision_at = assigned_at, published_at = assigned_at")
    )
    rows = connection.execute(sa.text("SELECT id, full_name, position FROM spokesperson")).all()
    update = sa.text(
        "UPDATE spokesperson SET exact = :exact, search = :search, name_sort = :name_sort WHERE id = :id"
    )
    for spokesperson_id, full_name, position in rows:
        *others, given = full_name.split()
        values = {
            "exact": nfc(f"{full_name} {position}").casefold(),
            "search": fold(f"{full_name} {position}"),
            "name_sort": sort_key(f"{given} {' '.join(others)}"),
        }
        connection.execute(update, {"id": spokesperson_id, **values})


def _delegation() -> None:
    op.create_table(
        "speaking_delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("delegator_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text()),
        sa.Column("official_email", sa.Text()),
        sa.Column("matter_kind", sa.String(40), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("valid_from", _STAMP, nullable=False),
        sa.Column("valid_to", _STAMP, nullable=False),
        sa.Column("signed_at", _STAMP, nullable=False),
        sa.Column("revoked_at", _STAMP),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_speaking_delegation"),
        sa.ForeignKeyConstraint(
            ["delegator_id"], ["spokesperson.id"], name="fk_speaking_delegation_delegator_id"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_speaking_delegation_account_id"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name="fk_speaking_delegation_agency_id"),
    )
    op.create_index("ix_speaking_delegation_account_id", "speaking_delegation", ["account_id"])
    op.create_index("ix_speaking_delegation_agency_id", "speaking_delegation", ["agency_id"])
