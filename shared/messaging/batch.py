"""Many messages in one transaction, for projections; a poison message is buried and the batch goes on."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout
from nats.js import JetStreamContext
from nats.js.errors import FetchTimeoutError

from shared.contracts.event import Event
from shared.messaging.consumer import Failures
from shared.messaging.delivery import POISON, Delivery, open_message
from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import reason
from shared.telemetry import Telemetry

logger = logging.getLogger(__name__)

QUIET = (NatsTimeout, TimeoutError, FetchTimeoutError)


@dataclass(frozen=True)
class BatchSubscription:
    """All events of one stream in batches; `apply` commits a whole batch, or raises and gets it again.

    Messages come at least once and perhaps out of order: `apply` drops what it knows by `cause`.
    """

    stream: str
    consumer: str
    apply: Callable[[Sequence[Delivery]], Awaitable[None]]
    size: int = 500
    linger_seconds: float = 0.02
    """How long a batch waits for what the server has said is there."""
    events: tuple[type[Event], ...] = ()
    """What `apply` gets; other known types of the stream are passed over. Empty: everything."""

    @property
    def durable(self) -> str:
        """The consumer's name on the stream."""
        return self.consumer

    @property
    def subject(self) -> str:
        """Everything that the publisher says."""
        return f"{self.stream}.>"


async def _fetch(source: JetStreamContext.PullSubscription, size: int, linger: float) -> list[Msg]:
    """Up to `size` messages: waits for the first for seconds, and for others only if they are there."""
    try:
        messages: list[Msg] = await source.fetch(1, timeout=5)
    except QUIET:
        return []
    there = min(messages[0].metadata.num_pending, size - 1)
    if there:
        with suppress(*QUIET):
            messages += await source.fetch(there, timeout=linger)
    return messages


class BatchConsumer:
    """Runs one BatchSubscription."""

    def __init__(
        self,
        subscription: BatchSubscription,
        js: JetStreamContext,
        failures: Failures,
        metrics: BusMetrics,
        inbox_prefix: bytes,
        telemetry: Telemetry | None = None,
    ) -> None:
        self._subscription, self._js, self._failures = subscription, js, failures
        self._messages, self._inbox_prefix = metrics.messages, inbox_prefix
        self._delay = metrics.delay.labels(subscription.durable)
        self._telemetry = telemetry

    @property
    def durable(self) -> str:
        """The consumer's name on the stream."""
        return self._subscription.durable

    async def run(self) -> None:
        """Consumes until cancelled."""
        wanted = self._subscription
        source = await self._js.pull_subscribe_bind(
            durable=wanted.durable, stream=wanted.stream, inbox_prefix=self._inbox_prefix
        )
        try:
            while True:
                messages = await _fetch(source, wanted.size, wanted.linger_seconds)
                if messages:
                    await self._handle(messages)
        finally:
            with suppress(NatsError, OSError):
                await source.unsubscribe()

    async def _handle(self, messages: Sequence[Msg]) -> None:
        sound, deliveries = await self._open(messages)
        if not deliveries:
            return
        try:
            with self._span(sound[0]):
                await self._subscription.apply(deliveries)
        except Exception as error:  # noqa: BLE001 - whatever a projection raises, the messages are settled
            logger.warning("%s: batch of %s: %s", self._subscription.durable, len(sound), reason(error))
            if await self._failures.is_outage(error):
                await self._failures.wait_for_the_database(self._subscription.durable, sound, error)
            else:
                await self._one_by_one(sound, deliveries)
            return
        await self._acknowledge(sound)

    async def _open(self, messages: Sequence[Msg]) -> tuple[list[Msg], list[Delivery]]:
        """The messages that concern this consumer, with what they say; the others are settled here."""
        sound: list[Msg] = []
        deliveries: list[Delivery] = []
        events = self._subscription.events
        for message in messages:
            try:
                delivery = open_message(message)
            except POISON as error:
                await self._failures.settle(self._subscription.durable, message, error)
                continue
            if events and type(delivery.event) not in events:
                await self._acknowledge([message])
                continue
            sound.append(message)
            deliveries.append(delivery)
        return sound, deliveries

    def _span(self, first: Msg) -> AbstractContextManager[object]:
        """Continues the trace of the batch's first message; a span has one parent."""
        if self._telemetry is None:
            return nullcontext()
        return self._telemetry.consuming(self._subscription.durable, first.headers or {})

    async def _one_by_one(self, messages: Sequence[Msg], deliveries: Sequence[Delivery]) -> None:
        """Finds the message that makes the batch fail, so that the others need not wait for it."""
        for message, delivery in zip(messages, deliveries, strict=True):
            try:
                await self._subscription.apply([delivery])
            except Exception as error:  # noqa: BLE001 - see above
                await self._failures.settle(self._subscription.durable, message, error)
            else:
                await self._acknowledge([message])

    async def _acknowledge(self, messages: Sequence[Msg]) -> None:
        with suppress(NatsError, OSError):
            for message in messages:
                await message.ack()
        self._messages.labels(self._subscription.durable, "handled").inc(len(messages))
        now = datetime.now(UTC)
        for message in messages:
            self._delay.observe((now - message.metadata.timestamp).total_seconds())
