"""FastStream's NATS broker, set up so that nothing is lost: see docs/adr/0008 and 0009 for why."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from faststream.middlewares import AckPolicy
from faststream.nats import NatsBroker, NatsMessage, PullSub
from faststream.nats.security import NatsNKey
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import AckPolicy as JsAckPolicy
from nats.js.api import ConsumerConfig

from shared.messaging import streams
from shared.messaging.consumer import Consumer, Failures, ProvideUow
from shared.messaging.metrics import BusMetrics
from shared.messaging.subscriptions import Consumes, Subscription
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry

ACK_WAIT_SECONDS = 30
MOST_UNSETTLED = 10_000
"""Of one consumer, those that wait for their next try with them; beyond it nothing new comes (ADR-0022)."""
_LINGER_SECONDS = 5.0
# It reports each message and each task that ends; what fails is reported by us.
_quiet_logger = logging.getLogger("shared.messaging.faststream")
_quiet_logger.setLevel(logging.WARNING)

Callback = Callable[[], Awaitable[None]]


def inbox(service: str) -> str:
    """The only prefix under which the service's NATS user may listen."""
    return f"_INBOX_{service}"


def create_broker(
    settings: ServiceSettings, telemetry: Telemetry, *, closed: Callback | None = None
) -> NatsBroker:
    """A broker that reconnects for ever; `closed` is called when the connection is given up for good."""
    seed = settings.nats_nkey_seed_file
    return NatsBroker(
        settings.nats_url,
        security=NatsNKey.from_file(seed) if seed else None,
        name=telemetry.service,
        inbox_prefix=inbox(telemetry.service),
        connect_timeout=2,
        reconnect_time_wait=1,
        max_reconnect_attempts=-1,
        ping_interval=10,
        max_outstanding_pings=2,
        closed_cb=closed,
        # Types are checked by the contracts, not by FastDepends: handlers get the raw message.
        apply_types=False,
        graceful_timeout=10,
        logger=_quiet_logger,
        log_level=logging.DEBUG,
    )


def _config(consumes: Consumes) -> ConsumerConfig:
    return ConsumerConfig(
        name=consumes.durable,
        durable_name=consumes.durable,
        filter_subject=consumes.subject,
        ack_policy=JsAckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT_SECONDS,
        # How often is our decision (retry.py); the server's own limit would drop a message silently.
        max_deliver=-1,
        max_ack_pending=MOST_UNSETTLED,
    )


async def ensure_consumers(js: JetStreamContext, consumers: Iterable[Consumes]) -> None:
    """Creates or updates the durable consumers; an existing one is otherwise reused with its old settings."""
    for consumes in consumers:
        await js.add_consumer(consumes.stream, _config(consumes))


async def _raw(message: NatsMessage) -> Msg:
    return message.raw_message


def register(
    broker: NatsBroker,
    subscriptions: Iterable[Subscription],
    provide_uow: ProvideUow,
    *,
    telemetry: Telemetry,
    failures: Failures,
    metrics: BusMetrics,
) -> None:
    """Gives each subscription its pull subscriber, which settles every message itself."""
    for subscription in subscriptions:
        consumer = Consumer(subscription, provide_uow, telemetry, failures, metrics)
        subscriber: Any = broker.subscriber(
            subscription.subject,
            stream=streams.stream(subscription.stream),
            durable=subscription.durable,
            config=_config(subscription),
            # One at a time: a larger fetch keeps a lone message waiting for its time limit.
            pull_sub=PullSub(batch_size=1, timeout=_LINGER_SECONDS),
            max_workers=subscription.workers,
            ack_policy=AckPolicy.MANUAL,
            decoder=_raw,
            # Pull subscribers do not take the broker's prefix; NATS wants the dot here and not there.
            inbox_prefix=f"{inbox(telemetry.service)}.".encode(),
            no_reply=True,
        )
        subscriber(_handler(consumer))


def _handler(consumer: Consumer) -> Callable[[Msg], Awaitable[None]]:
    async def handle(message: Msg) -> None:
        await consumer.handle(message)

    return handle
