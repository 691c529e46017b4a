"""The audit log: rows with the command, chained in commit order; whatever is done to it later is found."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from uuid import UUID

import asyncpg
import pytest

from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.audit import Break, link, verify
from shared.persistence.audit.command import verify_audit
from shared.settings import ServiceSettings
from tests.settings import Reachable
from tests.shared.chassis import NOON

ACTOR = UUID("00000000-0000-7000-8000-000000000001")


@pytest.fixture
async def log(database: Callable[[str], Database], emptied: None) -> Database:
    """The database of a service that keeps an audit log."""
    return database("identity")


@pytest.fixture
async def tamper(servers: Reachable, log: Database) -> AsyncIterator[Callable[[str], object]]:
    """Runs SQL as somebody who has put the triggers to sleep."""
    url = f"{servers.postgres_admin_url.rpartition('/')[0]}/{servers.database_names['identity']}"
    admin = await asyncpg.connect(url)
    await admin.execute("SET session_replication_role = replica")
    yield admin.execute
    await admin.close()


async def write(log: Database, *actions: str, detail: Mapping[str, str] | None = None) -> None:
    """One command for each action."""
    for action in actions:
        async with SqlUnitOfWork(log, FixedClock(NOON)) as uow:
            uow.audit.add(action, "client", "portal", ACTOR, detail or {"reason": "Cấp mới"})


async def test_a_command_that_fails_leaves_no_row(log: Database) -> None:
    with pytest.raises(RuntimeError):
        async with SqlUnitOfWork(log, FixedClock(NOON)) as uow:
            uow.audit.add("client.changed", "client", "portal", ACTOR, {})
            raise RuntimeError
    assert (await verify(log)).unlinked == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET action = 'nothing'",
        "UPDATE audit SET seq = 1, action = 'nothing'",
        "DELETE FROM audit",
        "TRUNCATE audit",
    ],
)
async def test_the_database_refuses_to_change_or_remove_rows(log: Database, statement: str) -> None:
    await write(log, "one")
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await log.fetch(statement)
    await link(log)
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await log.fetch(statement)


async def test_a_link_is_set_once(log: Database) -> None:
    await write(log, "one")
    await link(log)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await log.fetch("UPDATE audit SET seq = 7")


TAMPERING = {
    "one byte of the detail": (
        "UPDATE audit SET detail = replace(detail, 'C', 'c') WHERE seq = 2",
        2,
        "changed",
    ),
    "a space in the detail": (
        "UPDATE audit SET detail = replace(detail, ':', ': ') WHERE seq = 3",
        3,
        "changed",
    ),
    "the actor": ("UPDATE audit SET actor = NULL WHERE seq = 1", 1, "changed"),
    "a microsecond": ("UPDATE audit SET at = at + interval '1 microsecond' WHERE seq = 4", 4, "changed"),
    "a removed row": ("DELETE FROM audit WHERE seq = 2", 2, "removed"),
    "the removed first row": ("DELETE FROM audit WHERE seq = 1", 1, "removed"),
    "the removed last row": ("DELETE FROM audit WHERE seq = 4", 4, "removed"),
    "a swapped pair": (
        "UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0",
        2,
        "does not follow the row before it",
    ),
    "a removed row with the numbers closed up": (
        "DELETE FROM audit WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3;"
        "UPDATE audit SET seq = 3 WHERE seq = 4; UPDATE audit_head SET seq = 3",
        2,
        "does not follow the row before it",
    ),
    "a row without a link put before the first": ("UPDATE audit SET seq = 0 WHERE seq = 1", 1, "removed"),
    "a head that names another row": (
        "UPDATE audit_head SET hash = decode('00', 'hex')",
        4,
        "the head of the chain names another row",
    ),
    "no head": ("DELETE FROM audit_head", 4, "the head of the chain names another row"),
}


@pytest.mark.parametrize("what", TAMPERING)
async def test_tampering_is_found_and_its_first_row_named(
    log: Database, tamper: Callable[[str], object], what: str
) -> None:
    await write(log, "one", "two", "three", "four")
    assert await link(log) == 4
    await write(log, "five")
    statement, seq, reason = TAMPERING[what]
    await tamper(statement)  # type: ignore[misc]  # asyncpg is untyped
    verdict = await verify(log)
    assert verdict.broken == Break(seq, reason)
    assert verdict.unlinked == 1


async def test_untouched_rows_hold_and_the_tail_is_counted(log: Database) -> None:
    await write(log, "one", "two")
    await link(log)
    await write(log, "three")
    verdict = await verify(log)
    assert (verdict.broken, verdict.linked, verdict.unlinked) == (None, 2, 1)
    await link(log)
    assert ((await verify(log)).linked, (await verify(log)).unlinked) == (3, 0)


async def test_rows_are_chained_in_the_order_of_their_commits(log: Database) -> None:
    early = SqlUnitOfWork(log, FixedClock(NOON))
    async with early:
        early.audit.add("begun first", "client", "portal", None, {})
        await write(log, "committed first")
        await link(log)
    await link(log)
    rows = await log.fetch("SELECT action FROM audit ORDER BY seq")
    assert [row["action"] for row in rows] == ["committed first", "begun first"]


async def test_replicas_link_each_row_once(log: Database) -> None:
    await write(log, *(f"act {number}" for number in range(20)))
    assert sum(await asyncio.gather(*(link(log) for _ in range(4)))) == 20
    assert (await verify(log)).broken is None


async def test_twelve_digits_in_a_reason_are_not_kept(log: Database) -> None:
    own = str(uuid7())
    await write(log, "one", detail={"reason": "CCCD 046599000001 sai", "account": own, "code": "H57.08"})
    (row,) = await log.fetch("SELECT detail FROM audit")
    assert "046599000001" not in row["detail"]
    assert "********0001" in row["detail"]
    assert own in row["detail"]


async def test_the_command_says_what_holds_and_fails_on_a_break(
    log: Database,
    tamper: Callable[[str], object],
    service_settings: Callable[..., ServiceSettings],
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = service_settings("identity")
    await write(log, "one", "two")
    await link(log)
    assert await verify_audit(settings, []) == 0
    head = capsys.readouterr().out.rsplit(" ", 1)[1].strip()
    assert await verify_audit(settings, ["--head", head]) == 0
    assert await verify_audit(settings, ["--head", f"1:{'00' * 32}"]) == 1
    await tamper("UPDATE audit SET subject_id = 'other' WHERE seq = 2")  # type: ignore[misc]  # as above
    capsys.readouterr()
    assert await verify_audit(settings, []) == 1
    assert "broken at row 2: changed; 1 before it hold; 0 not linked yet" in capsys.readouterr().out
