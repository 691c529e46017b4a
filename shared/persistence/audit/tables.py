"""The two tables of the audit log, for every service that opts in."""

from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Identity,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from shared.persistence.metadata import NAMING


class AuditTables(NamedTuple):
    """`entry` holds what was done; `head` the last link, so that a cut end is noticed."""

    entry: Table
    head: Table


def _entry(metadata: MetaData) -> Table:
    return Table(
        "audit",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("actor", Uuid),
        Column("action", Text, nullable=False),
        Column("subject_kind", Text, nullable=False),
        Column("subject_id", Text, nullable=False),
        # Text, not JSON: the hash is of these very bytes.
        Column("detail", Text, nullable=False),
        Column("seq", BigInteger, unique=True),
        Column("prev_hash", LargeBinary),
        Column("hash", LargeBinary),
        Index("ix_audit_unlinked", "position", postgresql_where=text("seq IS NULL")),
        Index("ix_audit_subject_id_position", "subject_id", "position"),
        Index("ix_audit_actor_position", "actor", "position"),
    )


def _head(metadata: MetaData) -> Table:
    return Table(
        "audit_head",
        metadata,
        Column("single", Boolean, CheckConstraint("single", name="single"), primary_key=True),
        Column("seq", BigInteger, nullable=False),
        Column("hash", LargeBinary, nullable=False),
    )


def audit_tables(metadata: MetaData) -> AuditTables:
    """The audit log in the metadata of a service that keeps one; its migration calls `audit_0001`."""
    return AuditTables(_entry(metadata), _head(metadata))


AUDIT = audit_tables(MetaData(naming_convention=NAMING))
"""The same tables on a metadata of their own: for statements, which need names and columns only."""
