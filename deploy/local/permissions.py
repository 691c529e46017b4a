"""Who may say and hear what on NATS: a user per service with the least it needs, from what it consumes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.messaging.subscriptions import Consumes

OPERATOR = "operator"
MAX_PAYLOAD = 1024 * 1024


@dataclass(frozen=True)
class NatsUser:
    """A user of the one account: the public nkey, and the subjects it may publish and subscribe."""

    name: str
    public_key: str
    publish: tuple[str, ...]
    subscribe: tuple[str, ...]


def service_user(service: str, public_key: str, consumers: Iterable[Consumes]) -> NatsUser:
    """A service says only its own events and dead letters, and handles only its own consumers."""
    publish = [f"{service}.>", f"dead-letters.{service}.>"]
    for consumer in consumers:
        name = f"{consumer.stream}.{consumer.durable}"
        publish += [
            f"$JS.API.CONSUMER.CREATE.{name}.{consumer.subject}",
            f"$JS.API.CONSUMER.INFO.{name}",
            f"$JS.API.CONSUMER.MSG.NEXT.{name}",
            f"$JS.ACK.{name}.>",
        ]
        if getattr(consumer, "renewed", False):
            publish.append(f"$JS.API.CONSUMER.DELETE.{name}")
    return NatsUser(service, public_key, tuple(publish), (f"_INBOX_{service}.>",))


def operator_user(public_key: str) -> NatsUser:
    """Who declares streams and repairs them: the launcher and tests, never a service."""
    return NatsUser(OPERATOR, public_key, (">",), (">",))


def configuration(users: Iterable[NatsUser], *, listen: str, store: Path, pid_file: Path) -> str:
    """The server's configuration file; JSON is a subset of its language."""
    return json.dumps(
        {
            "server_name": "caunoi",
            "listen": listen,
            "pid_file": str(pid_file),
            "max_payload": MAX_PAYLOAD,
            "jetstream": {"store_dir": str(store)},
            "accounts": {"CAUNOI": {"jetstream": "enabled", "users": [_entry(user) for user in users]}},
        },
        indent=2,
    )


def _entry(user: NatsUser) -> Mapping[str, object]:
    return {
        "nkey": user.public_key,
        "permissions": {"publish": {"allow": user.publish}, "subscribe": {"allow": user.subscribe}},
    }
