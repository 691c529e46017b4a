"""A worker's connection to NATS with all that hangs on it; made anew for as long as the worker runs."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.js import JetStreamContext

from shared.messaging.batch import BatchConsumer, BatchSubscription
from shared.messaging.broker import create_broker, ensure_consumers, inbox, register
from shared.messaging.consumer import Failures, ProvideUow
from shared.messaging.loops import end, for_ever
from shared.messaging.metrics import BusMetrics
from shared.messaging.relay import Relay
from shared.messaging.retry import Retry, reason
from shared.messaging.subscriptions import Consumes, DeadLetterConsumer, Subscription
from shared.persistence.engine import Database
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry

logger = logging.getLogger(__name__)

_AGAIN_SECONDS = 1.0
_LAST_SECONDS = 4.0


class BusAway(Exception):
    """There is no connection to the bus now."""


class Bus:
    """Relay and consumers on one connection; NATS may be absent at start and for any time later."""

    def __init__(
        self,
        settings: ServiceSettings,
        database: Database,
        subscriptions: Sequence[Subscription | BatchSubscription],
        provide_uow: ProvideUow,
        telemetry: Telemetry,
        metrics: BusMetrics,
        retry: Retry,
    ) -> None:
        self._settings = settings
        self._database = database
        self._single = [each for each in subscriptions if isinstance(each, Subscription)]
        self._batches = [each for each in subscriptions if isinstance(each, BatchSubscription)]
        self._provide_uow = provide_uow
        self._telemetry = telemetry
        self._metrics = metrics
        self._retry = retry
        self._client: Client | None = None
        self._closed = asyncio.Event()

    @property
    def consumers(self) -> list[Consumes]:
        """Every durable consumer of the service but that of its dead letters."""
        return [*self._single, *self._batches]

    @property
    def dead_letters(self) -> DeadLetterConsumer:
        """The consumer of the service's dead letters."""
        return DeadLetterConsumer(self._telemetry.service)

    @property
    def connected(self) -> bool:
        """Whether the consumers are started and the connection is up now."""
        return self._client is not None and self._client.is_connected

    @property
    def js(self) -> JetStreamContext:
        """JetStream on this connection; raises BusAway while there is none."""
        if self._client is None:
            raise BusAway("not connected")
        return self._client.jetstream()

    async def run(self) -> None:
        """Connects, starts everything, and again when the connection was given up; until cancelled."""
        while True:
            try:
                async with self._started():
                    await self._closed.wait()
                    logger.warning("starting again on the bus")
            except Exception as error:  # noqa: BLE001 - the bus may be away for any reason and any time
                logger.warning("bus: %s", reason(error))
            await asyncio.sleep(_AGAIN_SECONDS)

    def restart(self) -> None:
        """Lets go of the connection and starts anew, for when somebody has deleted a consumer."""
        self._closed.set()

    @asynccontextmanager
    async def _started(self) -> AsyncIterator[None]:
        self._closed = closed = asyncio.Event()

        async def on_closed() -> None:
            closed.set()

        broker = create_broker(self._settings, self._telemetry, closed=on_closed)
        tasks: list[asyncio.Task[None]] = []
        try:
            client = await broker.connect()
            js = client.jetstream()
            await ensure_consumers(js, [*self.consumers, self.dead_letters])
            tasks = await self._start(broker, client, js)
            self._client = client
            yield
        finally:
            self._client = None
            await end(tasks, _LAST_SECONDS)
            await _stop(broker)

    async def _start(
        self, broker: NatsBroker, client: Client, js: JetStreamContext
    ) -> list[asyncio.Task[None]]:
        failures = Failures(self._telemetry.service, js, self._database, self._metrics, self._retry)
        register(
            broker,
            self._single,
            self._provide_uow,
            telemetry=self._telemetry,
            failures=failures,
            metrics=self._metrics,
        )
        await broker.start()
        prefix = f"{inbox(self._telemetry.service)}.".encode()
        relay = Relay(
            self._database, client.jetstream(), metrics=self._metrics, connected=lambda: client.is_connected
        )
        batches = [
            BatchConsumer(batch, js, failures, self._metrics, prefix, self._telemetry)
            for batch in self._batches
        ]
        runs = [for_ever("relay", relay.run), *(for_ever(each.durable, each.run) for each in batches)]
        return [asyncio.create_task(run) for run in runs]


async def _stop(broker: NatsBroker) -> None:
    try:
        async with asyncio.timeout(15):
            await broker.stop()
    except Exception as error:  # noqa: BLE001 - it is being left anyway
        logger.info("bus: %s", reason(error))
