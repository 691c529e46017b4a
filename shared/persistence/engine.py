"""One service's database: an engine for the ORM, and a lean pool for statements that are a transaction."""

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg
from sqlalchemy import event, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from shared.persistence.lean import LeanPool

# The planner's just-in-time compiler costs more than any statement of ours.
_SERVER = {"jit": "off", "timezone": "UTC"}
_CONNECT_SECONDS = 5
_COMMAND_SECONDS = 30
_CLOSE_SECONDS = 5
# On the lean pool the server ends what takes too long: the driver's timers cost a tenth of the hot path.
_LEAN = {**_SERVER, "statement_timeout": f"{_COMMAND_SECONDS}s"}


def _refuse_closed(connection: Any, _record: Any, _proxy: Any) -> None:
    """A connection that the server has closed is replaced without asking the server first."""
    if connection.driver_connection.is_closed():
        raise DisconnectionError


class Database:
    """Connections to one PostgreSQL database; survives its restart. Opened when first used."""

    def __init__(self, url: str, *, pool_size: int = 8, patience_seconds: float = _COMMAND_SECONDS) -> None:
        self.url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self.engine = create_async_engine(
            make_url(url).set(drivername="postgresql+asyncpg"),
            pool_size=pool_size,
            max_overflow=0,
            # Parameters are what people wrote; errors go to logs and dead letters.
            hide_parameters=True,
            pool_timeout=10,
            connect_args={
                "timeout": _CONNECT_SECONDS,
                "command_timeout": _COMMAND_SECONDS,
                "server_settings": _SERVER,
            },
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_closed)
        self.sessions: async_sessionmaker[AsyncSession] = async_sessionmaker(
            self.engine, expire_on_commit=False
        )
        self.wakeup = asyncio.Event()
        """Set after a commit that wrote outbox rows, for a relay in the same process; a hint, no promise."""
        self._pool_size = pool_size
        self._patience = patience_seconds
        self._pool: LeanPool | None = None

    async def connect(self) -> Any:
        """A connection of its own, outside both pools; the caller closes it."""
        return await asyncpg.connect(
            self.url, timeout=_CONNECT_SECONDS, command_timeout=_COMMAND_SECONDS, server_settings=_SERVER
        )

    async def _connect_lean(self) -> Any:
        return await asyncpg.connect(self.url, timeout=_CONNECT_SECONDS, server_settings=_LEAN)

    async def fetch(self, statement: str, *arguments: object) -> Sequence[Any]:
        """The rows of one statement ($1, $2 ...) that is its own transaction; the cheapest way to read."""
        if self._pool is None:
            self._pool = LeanPool(self._connect_lean, self._pool_size)
        # One timer for connection and answer: a host that died without a word holds nobody for ever.
        async with asyncio.timeout(self._patience):
            return await self._pool.fetch(statement, arguments)

    async def ping(self) -> None:
        """Raises what the driver raises when the database does not answer."""
        await self.fetch("SELECT 1")

    async def close(self) -> None:
        """Closes every connection; the database cannot be used afterwards."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close(_CLOSE_SECONDS)
        await self.engine.dispose()
