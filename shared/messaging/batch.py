"""Many messages in one transaction, for projections; a poison message is buried and the batch goes on."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import TimeoutError as NatsTimeout
from nats.js import JetStreamContext
from nats.js.errors import FetchTimeoutError

from shared.contracts import cloudevents, registry
from shared.contracts.cloudevents import InvalidEnvelope
from shared.contracts.event import Event
from shared.contracts.registry import InvalidEvent, UnknownEventType
from shared.messaging.consumer import Failures
from shared.messaging.metrics import BusMetrics
from shared.messaging.retry import reason

logger = logging.getLogger(__name__)

POISON = (InvalidEnvelope, InvalidEvent, UnknownEventType)
QUIET = (NatsTimeout, TimeoutError, FetchTimeoutError)


@dataclass(frozen=True)
class Delivery:
    """One event as a batch consumer gets it; `cause` is its CloudEvents id, `time` its `ce-time`."""

    event: Event
    cause: UUID
    time: datetime
    stream: str
    sequence: int


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
    """How long a batch that has begun waits for more."""

    @property
    def durable(self) -> str:
        """The consumer's name on the stream."""
        return self.consumer

    @property
    def subject(self) -> str:
        """Everything that the publisher says."""
        return f"{self.stream}.>"


def open_message_of(headers: Mapping[str, str], payload: bytes, origin: str) -> Delivery:
    """The event in headers and payload, first stored at `origin` (`<stream>:<sequence>`).

    Raises InvalidEnvelope, InvalidEvent or UnknownEventType.
    """
    envelope = cloudevents.parse(headers)
    stream, _, sequence = origin.partition(":")
    return Delivery(
        event=registry.decode(envelope.type, payload),
        cause=envelope.id,
        time=envelope.time,
        stream=stream,
        sequence=int(sequence),
    )


def open_message(message: Msg) -> Delivery:
    """The event in a message; raises as `open_message_of`."""
    metadata = message.metadata
    origin = f"{metadata.stream}:{metadata.sequence.stream}"
    return open_message_of(message.headers or {}, message.data, origin)


async def _fetch(source: JetStreamContext.PullSubscription, size: int, linger: float) -> list[Msg]:
    """Up to `size` messages: waits for the first for seconds, for the rest only as long as `linger`."""
    try:
        messages: list[Msg] = await source.fetch(1, timeout=5)
    except QUIET:
        return []
    with suppress(*QUIET):
        messages += await source.fetch(size - 1, timeout=linger)
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
    ) -> None:
        self._subscription, self._js, self._failures = subscription, js, failures
        self._messages, self._inbox_prefix = metrics.messages, inbox_prefix

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
        sound: list[Msg] = []
        deliveries: list[Delivery] = []
        for message in messages:
            try:
                deliveries.append(open_message(message))
                sound.append(message)
            except POISON as error:
                await self._failures.settle(self._subscription.durable, message, error)
        if not deliveries:
            return
        try:
            await self._subscription.apply(deliveries)
        except Exception as error:  # noqa: BLE001 - whatever a projection raises, the messages are settled
            logger.warning("%s: batch of %s: %s", self._subscription.durable, len(sound), reason(error))
            await self._one_by_one(sound, deliveries)
            return
        await self._acknowledge(sound)

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
