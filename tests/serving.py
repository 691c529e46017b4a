"""An application behind a real HTTP server, for tools that need an address."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from litestar import Litestar


@asynccontextmanager
async def serving(app: Litestar, port: int = 0) -> AsyncIterator[str]:
    """The origin where `app` answers, in this event loop, until the block ends."""
    listening = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="on")
    server = uvicorn.Server(config)
    # The socket listens already: whoever connects early waits in its queue.
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()
