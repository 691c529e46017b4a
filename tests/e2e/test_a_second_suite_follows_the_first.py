"""Another province's distribution service follows this suite's releases, with a database of its own."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from deploy.local.databases import create_databases, drop_databases
from deploy.local.environment import environment
from deploy.local.keyring import Keyring
from deploy.local.place import CHECKOUT
from services.distribution.entrypoints.follow import follow
from services.distribution.settings import Settings
from shared.persistence.migrations import migrate
from shared.settings import load
from tests.e2e.company import Company
from tests.e2e.releases import Desk
from tests.e2e.stage import Stage
from tests.settings import Reachable
from tests.shared.bus import eventually

pytestmark = pytest.mark.e2e


class Elsewhere:
    """`follow` of the other province, and what it has stored."""

    def __init__(self, database: Any, environ: Mapping[str, str], url: str) -> None:
        self._database, self._environ, self._url = database, environ, url

    async def start(self) -> Process:
        """The command as it goes on for ever."""
        command = [sys.executable, "-m", "services.distribution", "follow", self._url, "--every", "0.2"]
        return await asyncio.create_subprocess_exec(
            *command, env=dict(self._environ), cwd=CHECKOUT, stdout=DEVNULL
        )

    async def follow(self, *options: str) -> tuple[int, str]:
        """The same once, in this process: its status, and all that it said."""
        with redirect_stdout(StringIO()) as said, redirect_stderr(said):
            status = await follow(load(Settings, self._environ), [self._url, *options])
        return status, said.getvalue()

    async def stored(self) -> list[tuple[str, int, str]]:
        """Action, edition and headline of each entry, oldest first."""
        rows = await self._database.fetch("SELECT entry, edition FROM followed_entries ORDER BY seq")
        both = [(msgspec.json.decode(row["entry"]), msgspec.json.decode(row["edition"])) for row in rows]
        return [(entry["action"], entry["edition"], text["headline"]) for entry, text in both]

    async def has(self, entries: int) -> bool:
        """Whether so many have come."""
        return len(await self.stored()) == entries


class Vandal:
    """Somebody with this suite's whole database in his hands."""

    def __init__(self, database: Any) -> None:
        self._database = database

    async def does(self, *statements: str) -> None:
        """Past the triggers that protect what is published."""
        tables = ("release_log", "editions")
        async with self._database.transaction():
            for table in tables:
                await self._database.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for statement in statements:
                await self._database.execute(statement)
            for table in tables:
                await self._database.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    async def last(self) -> int:
        """The number of the newest entry."""
        return int(await self._database.fetchval("SELECT coalesce(max(seq), 0) FROM release_log"))


@pytest.fixture(scope="module")
async def other_database(servers: Reachable) -> AsyncIterator[str]:
    name = f"{servers.database_names['distribution']}_elsewhere"
    made = await create_databases(servers.postgres_admin_url, {name: "only-for-tests"}, close_others=False)
    await migrate(made[name], "services.distribution")
    yield made[name]
    await drop_databases(servers.postgres_admin_url, [name])


@pytest.fixture
async def elsewhere(stage: Stage, other_database: str, tmp_path: Path) -> AsyncIterator[Elsewhere]:
    """Knows nothing yet."""
    told = environment(
        "distribution",
        Keyring(tmp_path / "secrets"),
        database_url=other_database,
        nats_url="nats://127.0.0.1:1",
        seed_file=None,
        vneid_url="",
    )
    connection = await asyncpg.connect(other_database)
    await connection.execute("TRUNCATE followed_logs CASCADE")
    yield Elsewhere(connection, {**told, "PROVINCE_CODE": "48"}, stage.url)
    await connection.close()


@pytest.fixture
async def vandal(stage: Stage, database_urls: Mapping[str, str]) -> AsyncIterator[Vandal]:
    connection = await asyncpg.connect(database_urls["distribution"])
    yield Vandal(connection)
    await connection.close()


@pytest.fixture
def desk(stage: Stage, company: Company) -> Desk:
    return Desk(stage, company)


@pytest.mark.timeout(120)
async def test_publications_corrections_and_withdrawals_arrive_also_after_a_kill(
    desk: Desk, elsewhere: Elsewhere
) -> None:
    first = await desk.publish("Mở tuyến xe buýt")
    following = await elsewhere.start()
    await eventually(lambda: elsewhere.has(1), seconds=40)
    await desk.correct(first, "Mở hai tuyến xe buýt")
    second = await desk.publish("Lịch cắt điện")
    await eventually(lambda: elsewhere.has(3))
    following.kill()
    await following.wait()
    await desk.withdraw(second)
    await desk.publish("Lịch cắt điện mới")
    assert await elsewhere.has(3)
    following = await elsewhere.start()
    await eventually(lambda: elsewhere.has(5), seconds=40)
    following.kill()
    await following.wait()
    assert await elsewhere.stored() == [
        ("publish", 1, "Mở tuyến xe buýt"),
        ("correct", 2, "Mở hai tuyến xe buýt"),
        ("publish", 1, "Lịch cắt điện"),
        ("withdraw", 2, "Lịch cắt điện"),
        ("publish", 1, "Lịch cắt điện mới"),
    ]
    status, said = await elsewhere.follow("--verify")
    assert (status, "5 entries are as they were signed" in said) == (0, True), said


_FLIP = "set_byte(content, 40, get_byte(content, 40) # 1)"
_OF = "WHERE (release_id, number) = (SELECT release_id, edition FROM release_log WHERE seq = {seq})"
DAMAGES: dict[str, tuple[Sequence[str], Sequence[str], str]] = {
    "a gap": (
        (
            "CREATE TABLE hidden AS SELECT * FROM release_log WHERE seq = {seq}",
            "DELETE FROM release_log WHERE seq = {seq}",
        ),
        ("INSERT INTO release_log SELECT * FROM hidden", "DROP TABLE hidden"),
        "gap",
    ),
    "a flipped byte of an entry": (
        (f"UPDATE release_log SET content = {_FLIP} WHERE seq = {{seq}}",),
        (f"UPDATE release_log SET content = {_FLIP} WHERE seq = {{seq}}",),
        "",
    ),
    "a flipped byte of an edition": (
        (f"UPDATE editions SET content = {_FLIP} {_OF}",),
        (f"UPDATE editions SET content = {_FLIP} {_OF}",),
        "changed: the hash of its edition is another",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_damage_is_reported_and_after_its_repair_the_log_goes_on(
    desk: Desk, elsewhere: Elsewhere, vandal: Vandal, damage: str
) -> None:
    break_it, mend_it, kind = DAMAGES[damage]
    await desk.publish("Trước")
    assert (await elsewhere.follow())[0] == 0
    for headline in ("Một", "Hai", "Ba"):
        await desk.publish(headline)
    last = await vandal.last()
    await vandal.does(*(statement.format(seq=last - 1) for statement in break_it))
    status, said = await elsewhere.follow()
    assert (status, f"entry {last - 1}: {kind}" in said) == (1, True), said
    assert (await elsewhere.stored())[-1][2] == "Một"
    await vandal.does(*(statement.format(seq=last - 1) for statement in mend_it))
    status, said = await elsewhere.follow()
    assert (status, "2 new entries" in said) == (0, True), said


async def test_a_past_that_was_rewritten_and_signed_anew_is_reported(
    desk: Desk, elsewhere: Elsewhere, vandal: Vandal
) -> None:
    await desk.publish("Như đã nói")
    await desk.publish("Như đã nói thêm")
    assert (await elsewhere.follow())[0] == 0
    known, last = await elsewhere.stored(), await vandal.last()
    await vandal.does(
        f"UPDATE releases SET log_seq = NULL WHERE log_seq >= {last - 1}",
        f"DELETE FROM release_log WHERE seq >= {last - 1}",
    )
    assert f"entry {last}: truncated" in (await elsewhere.follow())[1]
    await desk.publish("Chưa hề nói")
    await desk.publish("Chưa hề nói thêm")
    status, said = await elsewhere.follow()
    assert (status, f"entry {last}: rewritten" in said) == (1, True), said
    assert await elsewhere.stored() == known
