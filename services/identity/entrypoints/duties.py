"""A gauge of the duties that are overdue: metrics counts for ever, this says what has to be done today."""

from prometheus_client import CollectorRegistry, Gauge

from services.identity.adapters.queries.duties import overdue_duties
from shared.clock import Clock
from shared.persistence import Database


class DutyGauge:
    """Above zero: an agency or the press department is in breach of the law."""

    def __init__(self, registry: CollectorRegistry, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._gauge = Gauge(
            "caunoi_identity_duties_overdue",
            "Duties of the law that are overdue: directory_entry, data_request",
            ("duty",),
            registry=registry,
        )

    async def look(self) -> None:
        """Once."""
        for duty, count in (await overdue_duties(self._database, self._clock.now())).items():
            self._gauge.labels(duty).set(count)
