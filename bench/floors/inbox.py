"""Floor of reading an inbox: bare Litestar and asyncpg, the same statement, the rows as they come."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
from litestar import Litestar, get
from litestar.datastructures import State
from litestar.params import FromPath

from services.distribution.adapters.queries.inbox import _END, _PAGE


@get("/alive")
async def alive() -> str:
    """Whether the program is up."""
    return "yes"


@get("/inbox/{account_id:uuid}")
async def inbox(account_id: FromPath[UUID], state: State) -> list[dict[str, Any]]:
    """The newest twenty."""
    async with state.pool.acquire() as connection:
        rows = await connection.fetch(_PAGE, account_id, _END, 20, False)
    return [dict(row) for row in rows]


@asynccontextmanager
async def pool(app: Litestar) -> AsyncIterator[None]:
    """The connections, as many as the measured service has."""
    async with asyncpg.create_pool(os.environ["FLOOR_DATABASE"], min_size=10, max_size=10) as app.state.pool:
        yield


app = Litestar([alive, inbox], lifespan=[pool], openapi_config=None)
