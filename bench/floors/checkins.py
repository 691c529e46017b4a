"""Floor of a check-in: bare Litestar and asyncpg; BEGIN, INSERT of the scan, UPDATE of the pass, COMMIT."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import msgspec
from litestar import Litestar, get, post
from litestar.datastructures import State
from litestar.params import JSONBody

TABLES = """
CREATE TABLE IF NOT EXISTS floor_pass (id uuid PRIMARY KEY, entered_at timestamptz, gate text);
CREATE TABLE IF NOT EXISTS floor_scan (nonce text PRIMARY KEY, pass_id uuid NOT NULL, gate text NOT NULL);
"""
SCAN = "INSERT INTO floor_scan (nonce, pass_id, gate) VALUES ($1, $2, $3)"
ENTER = (
    "UPDATE floor_pass SET entered_at = now(), gate = $2 WHERE id = $1 AND entered_at IS NULL RETURNING id"
)


class Scan(msgspec.Struct):
    """The body of a check-in, by a number instead of a signed code."""

    nonce: str
    pass_id: UUID
    gate: str


@get("/alive")
async def alive() -> str:
    """Whether the program is up."""
    return "yes"


@post("/check-ins")
async def check_in(data: JSONBody[Scan], state: State) -> Scan:
    """Raises AssertionError when somebody was let in before."""
    async with state.pool.acquire() as connection, connection.transaction():
        await connection.execute(SCAN, data.nonce, data.pass_id, data.gate)
        assert await connection.fetch(ENTER, data.pass_id, data.gate)
    return data


@asynccontextmanager
async def pool(app: Litestar) -> AsyncIterator[None]:
    """The connections, as many as the measured service has."""
    async with asyncpg.create_pool(os.environ["FLOOR_DATABASE"], min_size=10, max_size=10) as app.state.pool:
        await app.state.pool.execute(TABLES)
        yield


app = Litestar([alive, check_in], lifespan=[pool], openapi_config=None, logging_config=None)
