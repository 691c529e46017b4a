"""HTTP as bytes, for what no client library would send, and answers without one's indulgence."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

_PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Answered:
    """Status, headers by lower-case name, and body of one answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def document(self) -> dict[str, Any]:
        """The body as JSON."""
        return msgspec.json.decode(self.body, type=dict[str, Any])


def request(method: str, path: str, headers: Iterable[tuple[str, bytes]], body: bytes = b"") -> bytes:
    """A request whose headers are what is given, nothing else."""
    lines = [f"{method} {path} HTTP/1.1".encode(), *(name.encode() + b": " + v for name, v in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def in_chunks(body: bytes, size: int) -> bytes:
    """The body in chunked transfer coding (RFC 9112 section 7.1)."""
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


async def exchange(url: str, sent: bytes) -> Answered:
    """What the server answers to these bytes; it may answer, and close, before it has read them all."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            writing = asyncio.create_task(_write(writer, sent))
            head = await reader.readuntil(b"\r\n\r\n")
            status, headers = _parsed(head)
            length = int(headers.get("content-length", 0))
            body = await reader.readexactly(length)
            writing.cancel()
            await asyncio.wait([writing])
        return Answered(status, headers, body)
    finally:
        writer.close()


async def _write(writer: asyncio.StreamWriter, sent: bytes) -> None:
    try:
        writer.write(sent)
        await writer.drain()
    except ConnectionError:
        return


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return int(first.split(" ")[1]), {name.lower(): value.strip() for name, _, value in pairs}
