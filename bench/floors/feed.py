"""Floor of the feed: bare Litestar with the same bytes in memory, or after one look at the database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from litestar import Litestar, Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

LAST = "SELECT max(seq) FROM release_log"
ETAG = '"floor"'


@get("/alive")
async def alive() -> str:
    """Whether the program is up."""
    return "yes"


@get("/memory/{name:str}")
async def memory(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page, or 304."""
    return _answer(request, name)


@get("/looked/{name:str}")
async def looked(name: FromPath[str], request: Request[Any, Any, Any], state: State) -> Response[bytes]:
    """The same by whoever must know first whether there is anything new."""
    async with state.pool.acquire() as connection:
        await connection.fetchval(LAST)
    return _answer(request, name)


def _answer(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    headers = {"etag": ETAG}
    if request.headers.get("if-none-match") == ETAG:
        return Response(b"", status_code=304, headers=headers)
    return Response(PAGES[name], headers=headers, media_type="application/json")


@asynccontextmanager
async def pool(app: Litestar) -> AsyncIterator[None]:
    """The connections, as many as the measured service has."""
    async with asyncpg.create_pool(os.environ["FLOOR_DATABASE"], min_size=10, max_size=10) as app.state.pool:
        yield


PAGES = {path.name: path.read_bytes() for path in Path(os.environ["FLOOR_PAGES"]).iterdir()}
app = Litestar([alive, memory, looked], lifespan=[pool], openapi_config=None, logging_config=None)
