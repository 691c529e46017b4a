"""AsyncAPI 3 from the registry: what a service sends and, by its durable consumers, what it receives."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shared.contracts.cloudevents import CONTENT_TYPE, SPEC_VERSION
from shared.contracts.event import Event
from shared.contracts.golden import examples
from shared.contracts.registry import EVENTS

VERSION = "3.0.0"
SCHEMAS = "../../shared/contracts/schemas"
"""Where the golden schemas are, seen from the folder of the documents."""

_TEXT = {"type": "string"}
_HEADERS: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0, binary mode; Nats-Msg-Id repeats ce-id, traceparent is the W3C one.",
    "properties": {
        "ce-specversion": {"const": SPEC_VERSION},
        "ce-id": {"type": "string", "format": "uuid"},
        "ce-source": {"type": "string", "pattern": "^vn/[0-9]{2}/[a-z]+$", "examples": ["vn/46/questions"]},
        "ce-type": _TEXT,
        "ce-time": {"type": "string", "format": "date-time"},
        "ce-subject": {"type": "string", "format": "uuid", "description": "The aggregate's id."},
        "ce-dataschema": {"type": "string", "format": "uri"},
        "content-type": {"const": CONTENT_TYPE},
        "Nats-Msg-Id": {"type": "string", "format": "uuid"},
        "traceparent": _TEXT,
    },
    "required": [
        *("ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "ce-subject", "ce-dataschema"),
        *("content-type", "Nats-Msg-Id"),
    ],
}


Receives = Mapping[str, Sequence[type[Event]]]
"""The event types that each durable consumer of a service takes."""


def document(service: str, version: str, receives: Receives) -> dict[str, Any]:
    """The AsyncAPI document of one service."""
    sends = [event for event in EVENTS.values() if event.publisher() == service]
    taken = sorted((durable, event.type_name()) for durable, events in receives.items() for event in events)
    used = {event.type_name(): event for event in [*sends, *(EVENTS[name] for _, name in taken)]}
    return {
        "asyncapi": VERSION,
        "info": _info(service, version),
        "defaultContentType": CONTENT_TYPE,
        "servers": {"bus": _server()},
        "channels": {name: _channel(event) for name, event in sorted(used.items())},
        "operations": dict(
            [*map(_send, sends), *(_receive(durable, EVENTS[name]) for durable, name in taken)]
        ),
        "components": {
            "messages": _messages(used.values()),
            "schemas": {"Headers": _HEADERS},
        },
    }


def _info(service: str, version: str) -> dict[str, Any]:
    return {
        "title": f"Cầu Nối: {service}",
        "version": version,
        "description": f"What the {service} service says on the bus, and what it listens to.",
        "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
    }


def _server() -> dict[str, Any]:
    return {
        "host": "{host}",
        "protocol": "nats",
        "description": "NATS JetStream; one stream for each publisher, one nkey user for each service.",
        "variables": {"host": {"default": "nats:4222"}},
    }


def _channel(event: type[Event]) -> dict[str, Any]:
    message = event.__name__
    return {
        "address": event.type_name(),
        "description": f"Subject in the stream `{event.publisher()}`.",
        "messages": {message: {"$ref": f"#/components/messages/{message}"}},
    }


def _send(event: type[Event]) -> tuple[str, dict[str, Any]]:
    return f"send{event.__name__}", {"action": "send", "summary": event.__doc__, **_targets(event)}


def _receive(durable: str, event: type[Event]) -> tuple[str, dict[str, Any]]:
    operation = {
        "action": "receive",
        "summary": f"Durable consumer `{durable}` of the stream `{event.publisher()}`.",
        **_targets(event),
        "x-durable-consumer": durable,
    }
    return f"{durable}.{event.__name__}", operation


def _targets(event: type[Event]) -> dict[str, Any]:
    channel = f"#/channels/{event.type_name()}"
    return {"channel": {"$ref": channel}, "messages": [{"$ref": f"{channel}/messages/{event.__name__}"}]}


def _messages(events: Iterable[type[Event]]) -> dict[str, Any]:
    return {event.__name__: _message(event) for event in sorted(events, key=lambda event: event.__name__)}


def _message(event: type[Event]) -> dict[str, Any]:
    name = event.type_name()
    return {
        "name": name,
        "title": event.__name__,
        "summary": event.__doc__,
        "contentType": CONTENT_TYPE,
        "headers": {"$ref": "#/components/schemas/Headers"},
        "payload": {"$ref": f"{SCHEMAS}/{name}.json"},
        "examples": [{"payload": json.loads(payload)} for payload in examples(name)],
    }
