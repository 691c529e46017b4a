"""The keys are read once, again when they may have changed, and outlive identity being away."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.web.jwks import JwksSource, KeysUnavailable
from tests.tokens import Issuer


class Elapsed:
    """Monotonic seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Server:
    """Serves a file over HTTP, counts how often, and can be taken away."""

    def __init__(self, path: Path) -> None:
        self.path, self.reads, self.url = path, 0, ""
        self.away = False

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.reads += 1
        body = b"{}" if self.away else self.path.read_bytes()
        status = b"503 Away" if self.away else b"200 OK"
        writer.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body))
        writer.close()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    made = Server(tmp_path / "jwks.json")
    listening = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/jwks.json"
    yield made
    listening.close()


@pytest.fixture
def elapsed() -> Elapsed:
    return Elapsed()


async def settled(source: JwksSource) -> None:
    if source._background is not None:
        await source._background


async def test_without_any_key_nothing_can_be_checked(
    server: Server, tmp_path: Path, elapsed: Elapsed
) -> None:
    Issuer(tmp_path)
    server.away = True
    source = JwksSource(server.url, elapsed)
    with pytest.raises(KeysUnavailable):
        await source.refresh()
    server.away = False
    elapsed.seconds += 1
    await source.refresh()
    assert source.known("test-key") is not None


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [{"kty": "x"}]}', b"\xff", b"null"]
)
async def test_what_is_no_key_set_gives_no_keys(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "jwks.json"
    path.write_bytes(content)
    with pytest.raises(KeysUnavailable):
        await JwksSource(path.as_uri()).refresh()


async def test_unknown_keys_cause_one_read_in_ten_seconds(
    server: Server, tmp_path: Path, elapsed: Elapsed
) -> None:
    Issuer(tmp_path)
    source = JwksSource(server.url, elapsed)
    for _ in range(20):
        assert source.known("nobody") is None
        await source.refresh()
    assert server.reads == 1
    elapsed.seconds += 10
    await asyncio.gather(*(source.refresh() for _ in range(20)))
    assert server.reads == 2


async def test_a_new_key_is_found_and_known_keys_outlive_identity(
    server: Server, tmp_path: Path, elapsed: Elapsed
) -> None:
    Issuer(tmp_path, key_id="old")
    source = JwksSource(server.url, elapsed)
    await source.refresh()
    server.away = True
    elapsed.seconds += 3600
    assert source.known("old") is not None
    await settled(source)
    await source.refresh()
    assert source.known("old") is not None
    server.away = False
    Issuer(tmp_path, key_id="new")
    elapsed.seconds += 10
    await source.refresh()
    assert source.known("new") is not None


async def test_a_withdrawn_key_stops_counting_after_five_minutes(
    server: Server, tmp_path: Path, elapsed: Elapsed
) -> None:
    Issuer(tmp_path, key_id="old")
    source = JwksSource(server.url, elapsed)
    await source.refresh()
    Issuer(tmp_path, key_id="new")
    elapsed.seconds += 299
    assert source.known("old") is not None
    elapsed.seconds += 2
    source.known("old")
    await settled(source)
    assert source.known("old") is None
    assert source.known("new") is not None
