"""The bus: streams, subscriptions, relay, retry, dead letters, and the worker that runs them."""

from shared.messaging.batch import BatchSubscription
from shared.messaging.delivery import Delivery
from shared.messaging.retry import Retry
from shared.messaging.subscriptions import Subscription
from shared.messaging.worker import Periodic, Worker

__all__ = ["BatchSubscription", "Delivery", "Periodic", "Retry", "Subscription", "Worker"]
