"""From the outbox to the bus: committed events, oldest first, at least once (docs/adr/0005)."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from nats.errors import Error as NatsError
from nats.errors import MaxPayloadError
from nats.js import JetStreamContext

from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import reason
from shared.persistence.engine import Database

logger = logging.getLogger(__name__)

BATCH = 500
_LOCK = 0x6F7574626F78  # "outbox": one relay at a time in a database
_ACK_SECONDS = 10.0
_BUSY_SECONDS, _IDLE_SECONDS = 0.05, 0.5
_FAILED_SECONDS = 1.0

# One round trip forgets what was acknowledged and reads what comes next.
_NEXT = """
WITH gone AS (DELETE FROM outbox WHERE position = ANY($1::bigint[]))
SELECT position, subject, payload, headers FROM outbox
WHERE position <> ALL($1::bigint[]) ORDER BY position LIMIT $2
"""
_HEADERS = msgspec.json.Decoder(dict[str, str])
_FORGET = "DELETE FROM outbox WHERE position = ANY($1::bigint[])"


class Relay:
    """Sends outbox rows as they are, so that their traces go on; deletes what was acknowledged."""

    def __init__(
        self,
        database: Database,
        js: JetStreamContext,
        *,
        metrics: BusMetrics | None = None,
        connected: Callable[[], bool] = lambda: True,
        batch: int = BATCH,
    ) -> None:
        self._database = database
        self._js = js
        self._metrics = metrics
        self._connected = connected
        self._batch = batch

    async def run(self) -> None:
        """Relays until cancelled; an outage of the database or the bus only makes it wait."""
        while True:
            try:
                await self._take_turn()
            except Exception as error:  # noqa: BLE001 - the relay outlives every outage
                logger.warning("relay: %s", reason(error))
            await asyncio.sleep(_FAILED_SECONDS)

    async def drain(self) -> int:
        """Relays what is there, without the lock, until the rest is refused; returns how much went.

        For tests and measurements.
        """
        connection = await self._database.connect()
        try:
            acknowledged: list[int] = []
            total = 0
            while rows := await connection.fetch(_NEXT, acknowledged, self._batch):
                acknowledged = await self._send(rows)
                if not acknowledged:
                    break
                total += len(acknowledged)
            return total
        finally:
            await connection.close()

    async def _take_turn(self) -> None:
        connection = await self._database.connect()
        try:
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK):
                await self._pump(connection)
        finally:
            with suppress(Exception):
                await connection.close(timeout=2)

    async def _pump(self, connection: Any) -> None:
        acknowledged: list[int] = []
        pause = _BUSY_SECONDS
        try:
            while True:
                self._database.wakeup.clear()
                rows = await connection.fetch(_NEXT, acknowledged, self._batch)
                acknowledged = []
                if not rows:
                    pause = await self._rest(pause)
                    continue
                pause = _BUSY_SECONDS
                if self._connected():
                    acknowledged = await self._send(rows)
                if not acknowledged:
                    await asyncio.sleep(_FAILED_SECONDS)
        finally:
            if acknowledged and not connection.is_closed():
                await connection.execute(_FORGET, acknowledged)

    async def _rest(self, pause: float) -> float:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._database.wakeup.wait()
            return _BUSY_SECONDS
        return min(pause * 1.5, _IDLE_SECONDS)

    async def _send(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """The positions that the bus has acknowledged; a refused row does not hold the others back."""
        waiting: dict[asyncio.Future[Any], int] = {}
        failure: BaseException | None = None
        try:
            # One limit around all: one for each publish would make each a task and a write of its own.
            async with asyncio.timeout(_ACK_SECONDS):
                failure = await self._publish(rows, waiting)
                if waiting:
                    await asyncio.wait(waiting)
        except TimeoutError as late:
            failure = late
        finally:
            self._give_up()
        acknowledged = [position for future, position in waiting.items() if _succeeded(future)]
        self._count(rows, acknowledged, failure or _first_error(waiting))
        return acknowledged

    def _give_up(self) -> None:
        """Ends what is under way, and publishes that were refused halfway: each holds one of 4000 places."""
        for future in list(self._js._publish_async_futures.values()):
            future.cancel()

    async def _publish(
        self, rows: Sequence[Mapping[str, Any]], waiting: dict["asyncio.Future[Any]", int]
    ) -> BaseException | None:
        failure: BaseException | None = None
        for row in rows:
            headers = _HEADERS.decode(row["headers"])
            # The client counts the payload alone, and the server closes the connection for the rest.
            if _size(row["payload"], headers) > self._js._nc.max_payload:
                failure = MaxPayloadError()
                continue
            try:
                future = await self._js.publish_async(row["subject"], row["payload"], headers=headers)
            except (NatsError, OSError) as error:
                failure = error
                continue
            waiting[future] = row["position"]
        return failure

    def _count(self, rows: Sequence[Any], acknowledged: Sequence[int], failure: BaseException | None) -> None:
        missing = len(rows) - len(acknowledged)
        if missing:
            why = reason(failure) if failure else "not acknowledged"
            logger.warning("relay: %s of %s events stay in the outbox: %s", missing, len(rows), why)
        if self._metrics:
            self._metrics.relayed.inc(len(acknowledged))
            self._metrics.relay_failures.inc(missing)


def _size(payload: bytes, headers: Mapping[str, str]) -> int:
    """As the server counts: `Name: value` lines and the first and last line with the payload, in bytes."""
    lines = sum(len(f"{name}: {value}\r\n".encode()) for name, value in headers.items())
    return len(b"NATS/1.0\r\n\r\n") + lines + len(payload)


def _succeeded(future: "asyncio.Future[Any]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _first_error(futures: Mapping["asyncio.Future[Any]", int]) -> BaseException | None:
    for future in futures:
        if future.done() and not future.cancelled() and future.exception() is not None:
            return future.exception()
    return None
