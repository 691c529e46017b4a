"""Messages that a consumer gave up on: kept with their reason and their origin until replayed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from string import printable
from urllib.parse import quote, unquote

import msgspec
from nats.aio.msg import Msg
from nats.js import JetStreamContext

from shared.contracts.cloudevents import MESSAGE_ID
from shared.messaging.retry import reason
from shared.messaging.streams import DEAD_LETTERS

_PREFIX = "caunoi-dead-letter-"
# Headers are ASCII; Vietnamese comes back out of percent signs.
_ASCII = printable.replace("%", "")


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """One letter; `headers` and `payload` are the original message's."""

    sequence: int
    service: str
    consumer: str
    subject: str
    reason: str
    failed_at: str
    deliveries: int
    origin: str
    headers: dict[str, str]
    payload: bytes


async def bury(js: JetStreamContext, service: str, consumer: str, message: Msg, error: BaseException) -> None:
    """Publishes the letter of `message` and waits until it is stored; raises when it is not."""
    origin = f"{message.metadata.stream}:{message.metadata.sequence.stream}"
    headers = dict(message.headers or {})
    headers |= {
        # A letter of its own to JetStream; one message of one consumer is buried once.
        MESSAGE_ID: f"{consumer}:{origin}",
        f"{_PREFIX}message-id": headers.get(MESSAGE_ID, ""),
        f"{_PREFIX}subject": message.subject,
        f"{_PREFIX}reason": quote(reason(error), safe=_ASCII),
        f"{_PREFIX}failed-at": datetime.now(UTC).isoformat(),
        f"{_PREFIX}deliveries": str(message.metadata.num_delivered),
        f"{_PREFIX}origin": origin,
    }
    await js.publish(
        f"{DEAD_LETTERS}.{service}.{consumer}", message.data, stream=DEAD_LETTERS, timeout=5, headers=headers
    )


def read(message: Msg) -> DeadLetter:
    """The letter in a message of the dead-letters stream."""
    headers: Mapping[str, str] = message.headers or {}
    original = {
        name: value for name, value in headers.items() if not name.startswith((_PREFIX, "Nats-Expected-"))
    }
    original[MESSAGE_ID] = headers.get(f"{_PREFIX}message-id", "")
    _, service, consumer = message.subject.split(".", 2)
    return DeadLetter(
        sequence=message.metadata.sequence.stream,
        service=service,
        consumer=consumer,
        subject=headers.get(f"{_PREFIX}subject", ""),
        reason=unquote(headers.get(f"{_PREFIX}reason", "")),
        failed_at=headers.get(f"{_PREFIX}failed-at", ""),
        deliveries=int(headers.get(f"{_PREFIX}deliveries", "0")),
        origin=headers.get(f"{_PREFIX}origin", ""),
        headers=original,
        payload=message.data,
    )
