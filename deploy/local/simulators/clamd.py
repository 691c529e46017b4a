"""Stands for ClamAV's daemon: speaks INSTREAM (clamd(8)), and finds, fails or dawdles when told to.

`python -m deploy.local.simulators.clamd 3310` runs it; the EICAR test file is found in any mode but `fail`.
"""

import asyncio
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Mode = Literal["honest", "find", "fail", "slow", "drop"]


class Clamd:
    """One scanner; `mode` may be changed at any time, `scanned` has the sizes of what came."""

    def __init__(self, mode: Mode = "honest") -> None:
        self.mode: Mode = mode
        self.scanned: list[int] = []
        self.address = ""

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator["Clamd"]:
        """Listens until the block ends."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if await reader.readuntil(b"\0") != b"zINSTREAM\0":
                writer.write(b"UNKNOWN COMMAND\0")
                return
            content = await _received(reader)
            self.scanned.append(len(content))
            if self.mode == "drop":
                return
            if self.mode == "slow":
                await asyncio.sleep(3600)
            writer.write(b"stream: " + self._says(content) + b"\0")
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _says(self, content: bytes) -> bytes:
        if self.mode == "fail":
            return b"Can't allocate memory ERROR"
        if self.mode == "find" or EICAR in content:
            return b"Eicar-Test-Signature FOUND"
        return b"OK"


async def _received(reader: asyncio.StreamReader) -> bytes:
    content = b""
    while length := struct.unpack(">I", await reader.readexactly(4))[0]:
        content += await reader.readexactly(length)
    return content


async def _main() -> None:
    async with Clamd().running(int(sys.argv[1])):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_main())
