"""Floor of submitting: bare Litestar and asyncpg; BEGIN, two INSERTs, COMMIT, and the one-statement form."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import msgspec
from litestar import Litestar, get, post
from litestar.datastructures import State
from litestar.params import JSONBody

from shared.ids import uuid7

TABLES = """
CREATE TABLE IF NOT EXISTS floor_question (id uuid PRIMARY KEY, subject text NOT NULL, body text NOT NULL);
CREATE TABLE IF NOT EXISTS floor_outbox (
    position bigserial PRIMARY KEY, event_id uuid NOT NULL, payload bytea NOT NULL
);
"""
QUESTION = "INSERT INTO floor_question (id, subject, body) VALUES ($1, $2, $3)"
OUTBOX = "INSERT INTO floor_outbox (event_id, payload) VALUES ($1, $2)"
BOTH = f"WITH q AS ({QUESTION}) INSERT INTO floor_outbox (event_id, payload) VALUES ($4, $5)"


class Submission(msgspec.Struct):
    """The body of a submission."""

    subject: str
    body: str


class Submitted(msgspec.Struct):
    """The answer to a submission."""

    id: UUID
    subject: str


@get("/alive")
async def alive() -> str:
    """Whether the program is up."""
    return "yes"


@post("/transaction")
async def in_a_transaction(data: JSONBody[Submission], state: State) -> Submitted:
    """BEGIN, two INSERTs, COMMIT."""
    question, event = uuid7(), uuid7()
    async with state.pool.acquire() as connection, connection.transaction():
        await connection.execute(QUESTION, question, data.subject, data.body)
        await connection.execute(OUTBOX, event, msgspec.json.encode(data))
    return Submitted(question, data.subject)


@post("/statement")
async def in_one_statement(data: JSONBody[Submission], state: State) -> Submitted:
    """Both rows by one statement, which is its own transaction."""
    question, event = uuid7(), uuid7()
    async with state.pool.acquire() as connection:
        await connection.execute(BOTH, question, data.subject, data.body, event, msgspec.json.encode(data))
    return Submitted(question, data.subject)


@asynccontextmanager
async def pool(app: Litestar) -> AsyncIterator[None]:
    """The connections, as many as the measured service has."""
    async with asyncpg.create_pool(os.environ["FLOOR_DATABASE"], min_size=10, max_size=10) as app.state.pool:
        await app.state.pool.execute(TABLES)
        yield


app = Litestar([alive, in_a_transaction, in_one_statement], lifespan=[pool], openapi_config=None)
