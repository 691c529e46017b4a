"""The worker process: four batch consumers, suspensions, probes, and a gauge of what waits."""

import asyncio

from prometheus_client import CollectorRegistry, Gauge

from services.metrics.adapters.queries import SqlFigures
from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from services.metrics.entrypoints.subscribers import subscriptions
from services.metrics.settings import Settings
from shared.clock import Clock, clock_from
from shared.messaging import Worker
from shared.persistence import Database
from shared.telemetry import Telemetry

_LOOK_SECONDS = 30.0


def create_worker(
    settings: Settings, *, database: Database | None = None, clock: Clock | None = None
) -> Worker:
    """The worker; whoever runs it closes the database."""
    connected = database or Database(settings.database_url)
    told = clock or clock_from(settings.clock)
    telemetry = Telemetry("metrics", settings)

    def provide_uow() -> MetricsUnitOfWork:
        return MetricsUnitOfWork(connected, told, settings.province_code)

    return Worker(
        "metrics",
        settings,
        connected,
        subscriptions(provide_uow),
        provide_uow,
        background=[WaitingGauge(telemetry.registry, SqlFigures(connected)).watch],
        telemetry=telemetry,
        clock=told,
    )


class WaitingGauge:
    """How much refers to something not yet heard of; what stays above zero means a lost event."""

    def __init__(self, registry: CollectorRegistry, figures: SqlFigures) -> None:
        self._figures = figures
        self._gauge = Gauge(
            "caunoi_metrics_waiting", "What refers to something unknown", ("what",), registry=registry
        )

    async def look(self) -> None:
        """Once."""
        waiting = await self._figures.waiting()
        for what in waiting.__struct_fields__:
            self._gauge.labels(what).set(getattr(waiting, what))

    async def watch(self, _worker: Worker) -> None:
        """Until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_SECONDS)
