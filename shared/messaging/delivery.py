"""An event with where and when it was said, as batch consumers and rebuilds get it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nats.aio.msg import Msg

from shared.contracts import cloudevents, registry
from shared.contracts.cloudevents import InvalidEnvelope
from shared.contracts.event import Event
from shared.contracts.registry import InvalidEvent, UnknownEventType

POISON = (InvalidEnvelope, InvalidEvent, UnknownEventType)


@dataclass(frozen=True)
class Delivery:
    """One event as a batch consumer gets it; `cause` is its CloudEvents id, `time` its `ce-time`."""

    event: Event
    cause: UUID
    time: datetime
    stream: str
    sequence: int


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
