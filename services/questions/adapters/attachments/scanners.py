"""Malware scanners: none, or ClamAV's daemon by its own protocol (clamd(8), INSTREAM)."""

import asyncio
import struct
from collections.abc import AsyncIterator

from services.questions.application.attachments.ports import ScannerAway, Verdict

_ANSWER_BYTES = 4096


class NoScanner:
    """Scanning is off; the verdict says so."""

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        """Looks at nothing."""
        return Verdict(found=None, scanned=False)


class ClamAv:
    """One connection for each file: zINSTREAM, chunks with their length before them, a chunk of length 0.

    `address` is `host:port`, or `unix:` and a path. clamd's StreamMaxLength must not be below the largest
    attachment, or large files stay in quarantine.
    """

    def __init__(self, address: str, seconds: float) -> None:
        self._address, self._seconds = address, seconds

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        """Raises ScannerAway when it cannot be reached, takes too long or answers anything else."""
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._ask(content)
        except (OSError, TimeoutError, EOFError) as error:
            raise ScannerAway(f"{type(error).__name__} at {self._address}") from error
        return _verdict(answer)

    async def _ask(self, content: AsyncIterator[bytes]) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            async for piece in content:
                writer.write(struct.pack(">I", len(piece)) + piece)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            answer = await reader.readuntil(b"\0")
        finally:
            writer.close()
        return answer.rstrip(b"\0").decode("utf-8", "replace")

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("unix:"):
            path = self._address.removeprefix("unix:")
            return await asyncio.open_unix_connection(path, limit=_ANSWER_BYTES)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host, int(port), limit=_ANSWER_BYTES)


def _verdict(answer: str) -> Verdict:
    _, _, said = answer.partition(": ")
    if said == "OK":
        return Verdict(found=None, scanned=True)
    if said.endswith(" FOUND"):
        return Verdict(found=said.removesuffix(" FOUND"), scanned=True)
    raise ScannerAway(f"the scanner said: {answer[:200]}")
