"""Five databases and five roles: role X may connect only to database X."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


def address(admin_url: str, role: str, password: str, database: str) -> str:
    """The administrator's address with another role and database in it."""
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password)}@{host}", path=f"/{database}"))


async def create_databases(
    admin_url: str, passwords: Mapping[str, str], *, close_others: bool
) -> dict[str, str]:
    """Make what is missing of a database and a role of each name, and give the address of each.

    `close_others` keeps the roles out of the cluster's own databases too; not for somebody else's cluster.
    """
    admin = await asyncpg.connect(admin_url)
    try:
        for name, password in passwords.items():
            await _create(admin, name, password)
        if close_others:
            for name in ("postgres", "template1"):
                await admin.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC")
    finally:
        await admin.close()
    return {name: address(admin_url, name, password, name) for name, password in passwords.items()}


async def drop_databases(admin_url: str, names: list[str]) -> None:
    """Remove the databases and roles of these names; open connections are ended."""
    checked = [_checked(name) for name in names]
    admin = await asyncpg.connect(admin_url)
    try:
        for name in checked:
            await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            await admin.execute(f"DROP ROLE IF EXISTS {name}")
    finally:
        await admin.close()


async def _create(admin: asyncpg.Connection, name: str, password: str) -> None:
    _checked(name)
    known = await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name)
    literal = await admin.fetchval("SELECT quote_literal($1::text)", password)
    await admin.execute(f"{'ALTER' if known else 'CREATE'} ROLE {name} LOGIN PASSWORD {literal}")
    if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        await admin.execute(f"GRANT {name} TO CURRENT_USER")
        await admin.execute(f"CREATE DATABASE {name} OWNER {name} TEMPLATE template0")
    await admin.execute(f"REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a plain database name: {name!r}")
    return name
