"""The durable consumers of each service, read from its own list of subscriptions."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.messaging.subscriptions import Consumes


def consumers_of(service: str) -> "tuple[Consumes, ...]":
    """What the service's SUBSCRIPTIONS and HISTORIES consume, and its own dead letters."""
    try:
        letters = importlib.import_module("shared.messaging.subscriptions").DeadLetterConsumer(service)
        module = importlib.import_module(f"services.{service}.entrypoints.subscribers")
    except ImportError:
        return ()
    return (*module.SUBSCRIPTIONS, *getattr(module, "HISTORIES", ()), letters)
