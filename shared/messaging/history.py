"""A stream from its first event to the last one that is there now, for rebuilding a projection."""

import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.messaging.batch import POISON, Delivery, open_message
from shared.messaging.broker import inbox
from shared.messaging.retry import reason

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HistoryConsumer:
    """The consumer with which `service` reads `stream` again; made anew for each reading."""

    service: str
    stream: str

    @property
    def durable(self) -> str:
        """One for each stream, so one reading at a time."""
        return f"{self.service}-history-{self.stream}"

    @property
    def subject(self) -> str:
        """Everything that the publisher ever said."""
        return f"{self.stream}.>"


def _config(consumer: HistoryConsumer) -> ConsumerConfig:
    return ConsumerConfig(
        name=consumer.durable,
        durable_name=consumer.durable,
        filter_subject=consumer.subject,
        ack_policy=AckPolicy.NONE,
        deliver_policy=DeliverPolicy.ALL,
        inactive_threshold=300,
        mem_storage=True,
    )


async def history(
    js: JetStreamContext, service: str, stream: str, *, size: int = 1000
) -> AsyncIterator[list[Delivery]]:
    """The events of `stream` in order, in batches, up to the last one there when reading began.

    Poison is skipped and logged. Raises nats.errors.TimeoutError when the bus stops answering.
    """
    consumer = HistoryConsumer(service, stream)
    await _discard(js, consumer)
    left = (await js.add_consumer(stream, _config(consumer))).num_pending or 0
    source = await js.pull_subscribe_bind(
        durable=consumer.durable, stream=stream, inbox_prefix=f"{inbox(service)}.".encode()
    )
    try:
        while left > 0:
            messages = await source.fetch(min(size, left), timeout=10)
            left -= len(messages)
            yield [delivery for delivery in map(_sound, messages) if delivery is not None]
    finally:
        await source.unsubscribe()
        await _discard(js, consumer)


def _sound(message: Msg) -> Delivery | None:
    try:
        return open_message(message)
    except POISON as error:
        logger.warning("skipped %s: %s", message.metadata.sequence.stream, reason(error))
        return None


async def _discard(js: JetStreamContext, consumer: HistoryConsumer) -> None:
    with suppress(NatsError):
        await js.delete_consumer(consumer.stream, consumer.durable)
