"""A stream from its first event to the last one that is there now, for rebuilding a projection."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import ClassVar

import nats
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from shared.messaging.broker import inbox
from shared.messaging.bus import BusAway
from shared.messaging.delivery import POISON, Delivery, open_message
from shared.messaging.retry import reason
from shared.settings import ServiceSettings

logger = logging.getLogger(__name__)

_QUIET_SECONDS = 10.0


@dataclass(frozen=True)
class HistoryConsumer:
    """The consumer with which `service` reads `stream` again; made anew for each reading.

    A service that reads histories names them in `HISTORIES` beside its SUBSCRIPTIONS, for its permissions.
    """

    service: str
    stream: str
    renewed: ClassVar[bool] = True
    """Its owner deletes it."""

    @property
    def durable(self) -> str:
        """One for each stream, so one reading at a time."""
        return f"{self.service}-history-{self.stream}"

    @property
    def subject(self) -> str:
        """Everything that the publisher ever said."""
        return f"{self.stream}.>"


def _config(consumer: HistoryConsumer, after: int) -> ConsumerConfig:
    return ConsumerConfig(
        name=consumer.durable,
        durable_name=consumer.durable,
        filter_subject=consumer.subject,
        ack_policy=AckPolicy.NONE,
        deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
        opt_start_seq=after + 1,
        inactive_threshold=300,
        mem_storage=True,
    )


@asynccontextmanager
async def reading(service: str, settings: ServiceSettings) -> AsyncIterator[JetStreamContext]:
    """A connection for reading histories; raises BusAway when it cannot be made or breaks."""
    try:
        client = await nats.connect(
            settings.nats_url,
            nkeys_seed=settings.nats_nkey_seed_file,
            inbox_prefix=inbox(service).encode(),
            connect_timeout=5,
            allow_reconnect=False,
            # They count for the first connection too, which would be tried for two minutes otherwise.
            max_reconnect_attempts=2,
            reconnect_time_wait=1,
            error_cb=_quiet,
        )
    except (NatsError, OSError) as error:
        raise BusAway(reason(error)) from error
    try:
        yield client.jetstream()
    except NatsError as error:
        raise BusAway(reason(error)) from error
    finally:
        await client.close()


async def _quiet(error: Exception) -> None:
    logger.info("bus: %s", reason(error))


async def history(
    js: JetStreamContext, service: str, stream: str, *, size: int = 1000, after: int = 0
) -> AsyncGenerator[list[Delivery], None]:
    """The events of `stream` behind number `after`, in order and in batches, to the last there at the start.

    Poison is skipped and logged. Raises NATS' TimeoutError when the bus stops answering.
    """
    consumer = HistoryConsumer(service, stream)
    await _discard(js, consumer)
    left = (await js.add_consumer(stream, _config(consumer, after))).num_pending or 0
    source = await js.pull_subscribe_bind(
        durable=consumer.durable, stream=stream, inbox_prefix=f"{inbox(service)}.".encode()
    )

    def pull() -> asyncio.Task[list[Msg]]:
        return asyncio.create_task(source.fetch(min(size, left), timeout=_QUIET_SECONDS))

    ahead = pull() if left > 0 else None
    try:
        while ahead is not None:
            messages = await ahead
            left -= len(messages)
            # The next batch is under way while this one is being applied.
            ahead = pull() if left > 0 else None
            yield [delivery for delivery in map(_sound, messages) if delivery is not None]
    finally:
        if ahead is not None:
            ahead.cancel()
            await asyncio.gather(ahead, return_exceptions=True)
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
