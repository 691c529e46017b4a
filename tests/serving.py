"""An application behind a real HTTP server, for tools that need an address."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from litestar import Litestar


def listener(port: int = 0) -> socket.socket:
    """A listening socket of 127.0.0.1; 0 is any port.

    asyncio turns Nagle's delay off only where the socket names its protocol, which `create_server` does not:
    then the body of each answer waits 40 ms for the acknowledgement of its head.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind(("127.0.0.1", port))
    found.listen(128)
    return found


@asynccontextmanager
async def serving(app: Litestar, port: int = 0) -> AsyncIterator[str]:
    """The origin where `app` answers, in this event loop, until the block ends."""
    listening = listener(port)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        # A reader who stays on a live stream must not keep the end of a test waiting.
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    # The socket listens already: whoever connects early waits in its queue.
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()
