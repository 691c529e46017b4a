"""The durable consumers of each service, read from its own list of subscriptions."""

import importlib

from deploy.local.permissions import Consumer


def consumers_of(service: str) -> tuple[Consumer, ...]:
    """What the service's SUBSCRIPTIONS consume."""
    try:
        module = importlib.import_module(f"services.{service}.entrypoints.subscribers")
    except ImportError:
        return ()
    return tuple(Consumer(each.stream, each.durable, each.subject) for each in module.SUBSCRIPTIONS)
