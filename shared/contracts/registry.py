"""Every event of the suite by its type name, with its one way to bytes and back."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

import msgspec

from shared.contracts import distribution, events, identity, metrics, questions
from shared.contracts.event import Event

_MODULES: tuple[ModuleType, ...] = (identity, questions, distribution, events, metrics)

PUBLISHERS: tuple[str, ...] = ("identity", "questions", "distribution", "events", "metrics")
"""The services, in the order in which documents list them; each is also the name of a stream."""


class UnknownEventType(Exception):
    """No event of this suite has that type name."""


class InvalidEvent(Exception):
    """A message does not keep its contract; the text says which field and why."""


def _declared() -> Iterator[type[Event]]:
    for module in _MODULES:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Event)
                and value.__module__.startswith(module.__name__)
            ):
                yield value


EVENTS: Mapping[str, type[Event]] = MappingProxyType({event.type_name(): event for event in _declared()})
"""In the order of PUBLISHERS, then of their declaration."""

_DECODERS = {name: msgspec.json.Decoder(event) for name, event in EVENTS.items()}
_ENCODER = msgspec.json.Encoder()


def encode(event: Event) -> bytes:
    """The message body; raises InvalidEvent when a reader would refuse it, so that nothing broken leaves."""
    payload = _ENCODER.encode(event)
    decode(event.type_name(), payload)
    return payload


def decode(type_name: str, payload: bytes) -> Event:
    """The event in a message body; fields it does not know are ignored.

    Raises UnknownEventType, or InvalidEvent when the body is not one of `type_name`.
    """
    decoder = _DECODERS.get(type_name)
    if decoder is None:
        raise UnknownEventType(type_name)
    try:
        return decoder.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidEvent(f"{type_name}: {error}") from error
