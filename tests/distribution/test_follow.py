"""`follow` against a real server: it verifies, stores, goes on, and says what is wrong with a log."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from services.distribution.entrypoints.follow import follow
from services.distribution.settings import Settings
from shared.settings import ServiceSettings
from tests.distribution.house import House
from tests.serving import serving
from tests.shared.bus import eventually

Follow = Callable[..., Awaitable[int]]


@pytest.fixture
async def origin(house: House) -> AsyncIterator[str]:
    async with serving(house.app) as address:
        yield address


@pytest.fixture
def run(service_settings: Callable[..., ServiceSettings], origin: str) -> Follow:
    """The command, in the follower's own tables of the same database."""
    settings = service_settings("distribution")
    assert isinstance(settings, Settings)

    async def of(*options: str) -> int:
        return await follow(settings, [origin, *options])

    return of


async def forge(house: House, statement: str) -> None:
    """Changes what a trigger protects, as somebody with the whole database could."""
    connection = await house.database.connect()
    try:
        for table in ("release_log", "editions"):
            await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        await connection.execute(statement)
    finally:
        for table in ("release_log", "editions"):
            await connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        await connection.close()


async def test_it_follows_from_the_beginning_and_goes_on_where_it_stopped(
    house: House, run: Follow, capsys: pytest.CaptureFixture[str]
) -> None:
    release = await house.published()
    assert await run() == 0
    assert "1 new entries" in capsys.readouterr().out
    await house.withdrawn(await house.corrected(release))
    assert await run() == 0
    assert "2 new entries" in capsys.readouterr().out
    assert await run() == 0
    assert "0 new entries" in capsys.readouterr().out
    assert await house.count("followed_entries") == 3
    assert await run("--verify") == 0


async def test_an_address_that_is_none_and_a_server_that_is_away_are_told_in_a_line(
    house: House, service_settings: Callable[..., ServiceSettings], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = service_settings("distribution")
    assert isinstance(settings, Settings)
    for address in ("ftp://example.vn", "http://127.0.0.1:1"):
        assert await follow(settings, [address]) == 1
        assert address in capsys.readouterr().err


async def test_going_on_it_outlasts_a_server_that_is_away(
    house: House, service_settings: Callable[..., ServiceSettings], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = service_settings("distribution")
    assert isinstance(settings, Settings)
    said = ["", ""]

    async def told(line: str, stream: int) -> bool:
        for number, text in enumerate(capsys.readouterr()):
            said[number] += text
        return line in said[stream]

    await house.published()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    following = asyncio.create_task(follow(settings, [f"http://127.0.0.1:{port}", "--every", "0.05"]))
    try:
        await eventually(lambda: told("connection", 1))
        async with serving(house.app, port):
            await eventually(lambda: told("1 new entries", 0))
        assert not following.done()
    finally:
        following.cancel()
        await asyncio.wait([following])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE editions SET content = set_byte(content, 400, get_byte(content, 400) # 1)", "entry 1"),
        ("UPDATE release_log SET content = set_byte(content, 20, get_byte(content, 20) # 1)", "entry 1"),
        ("UPDATE release_log SET signature = 'x' || substr(signature, 2)", "entry 1: forged"),
        ("UPDATE release_log SET hash = repeat('0', 64)", "entry 1: changed"),
        ("DELETE FROM release_log WHERE seq = 2", "entry 2: gap"),
    ],
)
async def test_damage_is_told_and_what_was_right_before_it_is_kept(
    house: House, run: Follow, capsys: pytest.CaptureFixture[str], damage: str, said: str
) -> None:
    for _ in range(3):
        await house.published()
    await forge(house, damage)
    assert await run() == 1
    assert said in capsys.readouterr().err
    assert await house.count("followed_entries") == (1 if "gap" in said else 0)


async def test_another_past_is_told(house: House, run: Follow, capsys: pytest.CaptureFixture[str]) -> None:
    await house.published()
    assert await run() == 0
    await forge(house, "DELETE FROM release_log; UPDATE releases SET log_seq = NULL")
    assert await run() == 1
    assert "truncated" in capsys.readouterr().err
    await house.published()
    assert await run() == 1
    assert "rewritten" in capsys.readouterr().err
    assert await house.count("followed_entries") == 1


async def test_what_was_stored_can_be_verified_again_and_its_damage_is_found(
    house: House, run: Follow, capsys: pytest.CaptureFixture[str]
) -> None:
    await house.published()
    await house.published()
    assert await run() == 0
    await house.database.fetch(
        "UPDATE followed_entries SET edition = set_byte(edition, 9, 255) WHERE seq = 2"
    )
    assert await run("--verify") == 1
    assert "entry 2" in capsys.readouterr().err
