"""The durable consumers of each service, read from its own list of subscriptions."""

import importlib

from shared.messaging.subscriptions import Consumes, DeadLetterConsumer


def consumers_of(service: str) -> tuple[Consumes, ...]:
    """What the service's SUBSCRIPTIONS and HISTORIES consume, and its own dead letters."""
    module = importlib.import_module(f"services.{service}.entrypoints.subscribers")
    return (*module.SUBSCRIPTIONS, *getattr(module, "HISTORIES", ()), DeadLetterConsumer(service))
