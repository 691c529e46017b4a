"""One message of one subscription: inbox, handler, acknowledgement, retry, dead letter."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext

from shared.contracts import cloudevents, registry
from shared.messaging.dead_letters import bury
from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import Retry, reason
from shared.messaging.subscriptions import Subscription
from shared.persistence.engine import Database
from shared.persistence.errors import is_certain_outage, is_outage
from shared.persistence.unit_of_work import SqlUnitOfWork
from shared.telemetry import Telemetry

logger = logging.getLogger(__name__)

_REMEMBERED = 10_000  # more than an outage can put off, as it holds the consumers back
_BREATH_SECONDS = 1.0
_PING_SECONDS = 2.0

ProvideUow = Callable[[], SqlUnitOfWork]


async def apply(
    subscription: Subscription, provide_uow: ProvideUow, headers: Mapping[str, str], payload: bytes
) -> bool:
    """Handles one message in one transaction; False when the inbox knew it already.

    Raises InvalidEnvelope or InvalidEvent when a message breaks its contract, and what the handler raises.
    """
    cause = cloudevents.parse(headers).id
    event = registry.decode(subscription.subject, payload)
    uow = provide_uow()
    async with uow:
        if not await uow.inbox.accept(cause, subscription.durable):
            return False
        await subscription.handler(event, cause, uow)
    return True


class Failures:
    """What becomes of a message that could not be handled; poison never blocks the ones behind it."""

    def __init__(
        self, service: str, js: JetStreamContext, database: Database, metrics: BusMetrics, retry: Retry
    ) -> None:
        self._service, self._js, self._database = service, js, database
        self._metrics, self._retry = metrics, retry
        self._outages: dict[tuple[str, int], int] = {}

    async def is_outage(self, error: BaseException) -> bool:
        """Whether the database is away now; a timeout alone may be the handler's own, so it is asked."""
        if not is_outage(error):
            return False
        if is_certain_outage(error):
            return True
        try:
            async with asyncio.timeout(_PING_SECONDS):
                await self._database.ping()
        except Exception as unanswered:  # noqa: BLE001 - any failure means: away
            logger.info("database away: %s", reason(unanswered))
            return True
        return False

    async def settle(self, consumer: str, message: Msg, error: BaseException) -> None:
        """Puts `message` off, or buries it when it has had its tries."""
        if await self.is_outage(error):
            await self.wait_for_the_database(consumer, [message], error)
            return
        delivered, key = message.metadata.num_delivered, (consumer, message.metadata.sequence.stream)
        # What an outage used up are not tries of the message's own.
        delay = self._retry.delay(max(1, delivered - self._outages.get(key, 0)), error)
        if delay is not None:
            logger.warning("%s: tried again in %s s: %s", consumer, delay, reason(error), exc_info=error)
            await self._put_off(consumer, message, delay)
            return
        try:
            await bury(self._js, self._service, consumer, message, error)
        except (NatsError, TimeoutError, OSError) as unburied:
            logger.error("%s: dead letter not stored: %s", consumer, reason(unburied))
            await self._put_off(consumer, message, self._retry.outage_seconds)
            return
        logger.error("%s: dead letter: %s", consumer, reason(error), exc_info=error)
        self._metrics.messages.labels(consumer, "dead").inc()
        # Without it the message comes again, and is buried in the same grave.
        with suppress(NatsError, OSError):
            await message.term()

    async def wait_for_the_database(
        self, consumer: str, messages: Sequence[Msg], error: BaseException
    ) -> None:
        """Puts messages off without counting it as a try of theirs, and holds their consumer back."""
        logger.warning("%s: database away: %s", consumer, reason(error))
        for message in messages:
            self._remember_outage((consumer, message.metadata.sequence.stream))
            await self._put_off(consumer, message, self._retry.outage_seconds)
        # Or it would fetch and put off the whole backlog, and again and again.
        await asyncio.sleep(min(_BREATH_SECONDS, self._retry.outage_seconds))

    def _remember_outage(self, key: tuple[str, int]) -> None:
        if len(self._outages) >= _REMEMBERED and key not in self._outages:
            del self._outages[next(iter(self._outages))]
        self._outages[key] = self._outages.get(key, 0) + 1

    async def _put_off(self, consumer: str, message: Msg, delay: float) -> None:
        self._metrics.messages.labels(consumer, "failed").inc()
        # If the bus is away too, it delivers again by itself when the acknowledgement has been missing.
        with suppress(NatsError, OSError):
            await message.nak(delay=delay)


class Consumer:
    """Handles the messages of one subscription."""

    def __init__(
        self,
        subscription: Subscription,
        provide_uow: ProvideUow,
        telemetry: Telemetry,
        failures: Failures,
        metrics: BusMetrics,
    ) -> None:
        self._subscription = subscription
        self._provide_uow = provide_uow
        self._telemetry = telemetry
        self._failures = failures
        self._messages = metrics.messages
        self._handling = metrics.handling.labels(subscription.durable)
        self._delay = metrics.delay.labels(subscription.durable)

    async def handle(self, message: Msg) -> None:
        """Never raises for a failed message: it is acknowledged, put off or buried here."""
        name = self._subscription.durable
        headers = message.headers or {}
        started = time.perf_counter()
        try:
            with self._telemetry.consuming(name, headers):
                new = await apply(self._subscription, self._provide_uow, headers, message.data)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is settled, never dropped
            await self._failures.settle(name, message, error)
            return
        self._handling.observe(time.perf_counter() - started)
        self._delay.observe((datetime.now(UTC) - message.metadata.timestamp).total_seconds())
        self._messages.labels(name, "handled" if new else "repeated").inc()
        with suppress(NatsError, OSError):
            await message.ack()
