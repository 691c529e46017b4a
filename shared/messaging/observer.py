"""How far outbox and consumers are behind: gauges for operators, and the answer to "is it idle?"."""

import asyncio
import logging

from nats.errors import Error as NatsError
from nats.js.api import ConsumerInfo
from nats.js.errors import NotFoundError

from shared.messaging.bus import Bus
from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import reason
from shared.messaging.subscriptions import Consumes
from shared.persistence.engine import Database

logger = logging.getLogger(__name__)

_EVERY_SECONDS = 5.0
_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM outbox) AS empty"
_BACKLOG = """
SELECT count(*) AS waiting,
       coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS age FROM outbox
"""


class Observer:
    """Looks at the outbox and the consumers of one service."""

    def __init__(self, database: Database, bus: Bus, metrics: BusMetrics) -> None:
        self._database, self._bus, self._metrics = database, bus, metrics

    async def run(self) -> None:
        """Refreshes the gauges until cancelled."""
        while True:
            try:
                await self._look()
            except NotFoundError as error:
                # Somebody has deleted a stream or a consumer; pulling from nothing would go on for ever.
                logger.warning("observer: %s", reason(error))
                self._bus.restart()
            except (NatsError, TimeoutError, OSError) as error:
                logger.info("observer: %s", reason(error))
            await asyncio.sleep(_EVERY_SECONDS)

    async def _look(self) -> None:
        self._metrics.bus_connected.set(self._bus.connected)
        (row,) = await self._database.fetch(_BACKLOG)
        self._metrics.outbox_rows.set(row["waiting"])
        self._metrics.outbox_age.set(row["age"])
        if not self._bus.connected:
            return
        for consumes in self._bus.consumers:
            info = await self._info(consumes)
            self._metrics.pending.labels(consumes.durable).set(info.num_pending or 0)
            self._metrics.unacknowledged.labels(consumes.durable).set(info.num_ack_pending or 0)
        letters = await self._info(self._bus.dead_letters)
        self._metrics.dead_letters.set((letters.num_pending or 0) + (letters.num_ack_pending or 0))

    async def _info(self, consumes: Consumes) -> ConsumerInfo:
        info: ConsumerInfo = await self._bus.js.consumer_info(consumes.stream, consumes.durable, timeout=2)
        return info

    async def outbox_is_empty(self) -> bool:
        """Whether every committed event has been relayed."""
        (row,) = await self._database.fetch(_EMPTY)
        return bool(row["empty"])

    async def consumers_are_idle(self) -> bool:
        """Whether every message of every consumer has been delivered and acknowledged."""
        infos = await asyncio.gather(*(self._info(consumes) for consumes in self._bus.consumers))
        return not any(info.num_pending or info.num_ack_pending for info in infos)
