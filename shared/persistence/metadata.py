"""The naming convention of every table, and the tables that every service has."""

from typing import NamedTuple

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    func,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class ChassisTables(NamedTuple):
    """The tables that every service's database has."""

    outbox: Table
    inbox: Table
    idempotency: Table
    suspended_account: Table
    revoked_access: Table


def metadata_for(service: str) -> MetaData:
    """The metadata of one service's database, with the naming convention and the chassis tables."""
    metadata = MetaData(naming_convention=NAMING, info={"service": service})
    chassis_tables(metadata)
    return metadata


def _outbox(metadata: MetaData) -> Table:
    return Table(
        "outbox",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("event_id", Uuid, nullable=False),
        Column("subject", Text, nullable=False),
        Column("payload", LargeBinary, nullable=False),
        Column("headers", JSON, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


def _inbox(metadata: MetaData) -> Table:
    return Table(
        "inbox",
        metadata,
        Column("consumer", Text, primary_key=True),
        Column("cause", Uuid, primary_key=True),
        Column("accepted_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    )


def _idempotency(metadata: MetaData) -> Table:
    return Table(
        "idempotency",
        metadata,
        Column("key", Text, primary_key=True),
        Column("client", Text, primary_key=True),
        Column("account", Text, primary_key=True),
        Column("fingerprint", Text, nullable=False),
        Column("status", SmallInteger, nullable=False),
        Column("headers", JSON, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Index("ix_idempotency_created_at", "created_at"),
    )


def _suspended_account(metadata: MetaData) -> Table:
    return Table(
        "suspended_account",
        metadata,
        Column("account_id", Uuid, primary_key=True),
        Column("suspended", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
    )


def _revoked_access(metadata: MetaData) -> Table:
    return Table(
        "revoked_access",
        metadata,
        Column("account_id", Uuid, primary_key=True),
        Column("revoked_at", DateTime(timezone=True), nullable=False, index=True),
    )


def chassis_tables(metadata: MetaData) -> ChassisTables:
    """The chassis tables of `metadata`, made on the first call."""
    found = metadata.info.get("chassis")
    if not isinstance(found, ChassisTables):
        found = ChassisTables(
            _outbox(metadata),
            _inbox(metadata),
            _idempotency(metadata),
            _suspended_account(metadata),
            _revoked_access(metadata),
        )
        metadata.info["chassis"] = found
    return found


CHASSIS = chassis_tables(MetaData(naming_convention=NAMING))
"""The same tables on a metadata of their own: for statements, which need names and columns only."""
