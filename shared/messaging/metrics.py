"""What a worker counts, on its service's own Prometheus registry."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300)
_CONSUMER = ("consumer",)


class BusMetrics:
    """Outbox, relay and consumers; names are those of the alerts and dashboards."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._relay(registry)
        self._consumers(registry)
        self._backlog(registry)
        self.bus_connected = Gauge(
            "caunoi_bus_connected", "1 while the worker is connected to the bus", registry=registry
        )
        self.periodic_failures = Counter(
            "caunoi_periodic_failures", "Failed runs of periodic work", ("name",), registry=registry
        )

    def _relay(self, registry: CollectorRegistry) -> None:
        self.outbox_rows = Gauge("caunoi_outbox_rows", "Events not yet relayed", registry=registry)
        self.outbox_age = Gauge(
            "caunoi_outbox_age_seconds", "Age of the oldest event not yet relayed", registry=registry
        )
        self.relayed = Counter("caunoi_relayed", "Events acknowledged by the bus", registry=registry)
        self.relay_failures = Counter(
            "caunoi_relay_failures", "Events not acknowledged in time", registry=registry
        )

    def _consumers(self, registry: CollectorRegistry) -> None:
        self.messages = Counter(
            "caunoi_consumer_messages",
            "Messages by outcome: handled, repeated, failed or dead",
            ("consumer", "outcome"),
            registry=registry,
        )

        def seconds(name: str, meaning: str) -> Histogram:
            return Histogram(name, meaning, _CONSUMER, buckets=_SECONDS, registry=registry)

        self.handling = seconds("caunoi_consumer_handling_seconds", "Time to handle a message")
        self.delay = seconds(
            "caunoi_consumer_delay_seconds", "From the bus having an event to its effect being committed"
        )

    def _backlog(self, registry: CollectorRegistry) -> None:
        self.pending = Gauge(
            "caunoi_consumer_pending", "Messages not yet delivered", _CONSUMER, registry=registry
        )
        self.unacknowledged = Gauge(
            "caunoi_consumer_unacknowledged",
            "Messages delivered, or waiting for their next try",
            _CONSUMER,
            registry=registry,
        )
        self.dead_letters = Gauge(
            "caunoi_dead_letters", "Dead letters waiting for their replay", registry=registry
        )
