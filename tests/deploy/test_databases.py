"""One database and one role per service, and a closed door between them."""

from collections.abc import Mapping
from itertools import permutations

import asyncpg
import pytest

from deploy.local.databases import address, create_databases, drop_databases
from deploy.local.servers import SERVICES
from tests.settings import Reachable


def _elsewhere(url: str, database: str) -> str:
    return url.rpartition("/")[0] + f"/{database}"


@pytest.mark.parametrize(("role", "other"), list(permutations(SERVICES, 2)))
async def test_a_role_is_refused_by_every_database_but_its_own(
    role: str, other: str, database_urls: Mapping[str, str], servers: Reachable
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for database"):
        await asyncpg.connect(_elsewhere(database_urls[role], servers.database_names[other]))


@pytest.mark.parametrize("database", ["postgres", "template1"])
async def test_a_role_is_refused_by_the_databases_of_the_cluster_itself(
    database: str, database_urls: Mapping[str, str], servers: Reachable
) -> None:
    if not servers.exclusive:
        pytest.skip("the cluster belongs to somebody else, whose own databases are left as they are")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(_elsewhere(database_urls["questions"], database))


async def test_a_wrong_password_is_refused(database_urls: Mapping[str, str], servers: Reachable) -> None:
    name = servers.database_names["questions"]
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(address(database_urls["questions"], name, "guessed", name))


async def test_a_role_makes_tables_in_its_own_database_but_no_role_and_no_database(
    database_urls: Mapping[str, str],
) -> None:
    connection = await asyncpg.connect(database_urls["events"])
    try:
        await connection.execute("CREATE TABLE proof (id int)")
        await connection.execute("DROP TABLE proof")
        for statement in ("CREATE ROLE intruder", "CREATE DATABASE intruder"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_making_the_same_databases_again_keeps_what_is_in_them(servers: Reachable) -> None:
    name = "made_twice"
    try:
        for password in ("first", "second"):
            urls = await create_databases(servers.postgres_admin_url, {name: password}, close_others=False)
            connection = await asyncpg.connect(urls[name])
            await connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
            await connection.execute("INSERT INTO kept VALUES (1)")
            rows = await connection.fetchval("SELECT count(*) FROM kept")
            await connection.close()
        assert rows == 2
    finally:
        await drop_databases(servers.postgres_admin_url, [name])


async def test_a_name_that_is_not_plain_never_reaches_the_server() -> None:
    with pytest.raises(ValueError, match="plain"):
        await drop_databases("postgresql://nobody@127.0.0.1:1/postgres", ['x"; DROP DATABASE identity'])
