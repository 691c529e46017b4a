"""The one Alembic environment, and what every service's first migration does for the chassis."""

from importlib.util import find_spec
from typing import Any

import sqlalchemy as sa
from alembic import command, context, op
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

_LOCK = 0x6361756E6F69  # "caunoi": one migration at a time in a database


def run(metadata: sa.MetaData) -> None:
    """What a service's migrations/env.py does: upgrade on the connection that `migrate` opened."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        raise RuntimeError("migrations run by `python -m services.<name> migrate`")
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def _config(package: str) -> Config:
    name = package if package.endswith(".migrations") else f"{package}.migrations"
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name)
    config = Config()
    folder = next(iter(spec.submodule_search_locations))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: sa.Connection, config: Config, revision: str) -> None:
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def migrate(database_url: str, package: str, revision: str = "head") -> None:
    """Upgrades the database to `revision` of `package` ("services.questions"); waits while another does."""
    async with _connection(database_url) as connection:
        await connection.run_sync(_upgrade, _config(package), revision)
        await connection.commit()


async def check(database_url: str, package: str) -> None:
    """Raises alembic.util.exc.CommandError when the database is not at head, or not as `package` maps it."""

    def compare(connection: sa.Connection) -> None:
        config = _config(package)
        config.attributes["connection"] = connection
        command.check(config)

    async with _connection(database_url) as connection:
        await connection.run_sync(compare)


async def differences(database_url: str, metadata: sa.MetaData) -> list[Any]:
    """What the migrated database has otherwise than `metadata` says; empty when they agree."""

    def compare(connection: sa.Connection) -> list[Any]:
        options = {"compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async with _connection(database_url) as connection:
        return await connection.run_sync(compare)


class _connection:  # noqa: N801 - a context manager, used like a function
    """One connection outside any pool."""

    def __init__(self, database_url: str) -> None:
        url = sa.make_url(database_url).set(drivername="postgresql+asyncpg")
        self._engine = create_async_engine(url, poolclass=sa.NullPool)

    async def __aenter__(self) -> AsyncConnection:
        self._connection = await self._engine.connect()
        return self._connection

    async def __aexit__(self, *_error: object) -> None:
        await self._connection.close()
        await self._engine.dispose()


def chassis_0001() -> None:
    """Creates outbox, inbox, idempotency and suspended_account; called by each service's first migration."""
    stamp = sa.DateTime(timezone=True)
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("created_at", stamp, nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("position", name="pk_outbox"),
    )
    # A queue is mostly dead rows: vacuum by their number, not by a share of a table that is usually empty.
    op.execute(
        "ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)"
    )
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.Text, nullable=False),
        sa.Column("cause", sa.Uuid, nullable=False),
        sa.Column("accepted_at", stamp, nullable=False, server_default=sa.func.now()),
        sa.PrimaryKeyConstraint("consumer", "cause", name="pk_inbox"),
    )
    _idempotency_0001(stamp)
    op.create_table(
        "suspended_account",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("suspended", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", stamp, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_suspended_account"),
    )


def chassis_0002() -> None:
    """Creates revoked_access; called by one later migration of each service."""
    op.create_table(
        "revoked_access",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_revoked_access"),
    )
    op.create_index("ix_revoked_access_revoked_at", "revoked_access", ["revoked_at"])


def _idempotency_0001(stamp: sa.DateTime) -> None:
    op.create_table(
        "idempotency",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("headers", sa.JSON, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", stamp, nullable=False),
        sa.PrimaryKeyConstraint("key", "client", "account", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
