"""What the senders count, on their service's own Prometheus registry."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter

from services.distribution.domain.model.deliveries import Attempt, Channel, DeliveryStatus, Round

_OUTCOMES = {
    DeliveryStatus.DELIVERED: "delivered",
    DeliveryStatus.PENDING: "retried",
    DeliveryStatus.FAILED: "failed",
}


class DeliveryMetrics:
    """Attempts that are recorded in the ledger; `caunoi_delivery_attempts_total{kind,outcome}`.

    `delivered` is accepted, `retried` will be tried again, `failed` is given up, `gone` wants nothing more.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self._attempts = Counter(
            "caunoi_delivery_attempts",
            "Attempts by kind and outcome: delivered, retried, failed or gone",
            ("kind", "outcome"),
            registry=registry,
        )
        for channel in Channel:
            for outcome in (*_OUTCOMES.values(), "gone"):
                self._attempts.labels(channel.value, outcome)

    def count(self, channel: Channel, rounds: Sequence[Round]) -> None:
        """After the transaction in which the rounds were recorded."""
        for attempt in (attempt for each in rounds for attempt in each.attempts):
            self._attempts.labels(channel.value, _outcome(attempt)).inc()


def _outcome(attempt: Attempt) -> str:
    return "gone" if attempt.reply.gone else _OUTCOMES[attempt.status]
