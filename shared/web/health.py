"""Probes and metrics: alive is a loop that answers, ready is a database that answers.

Counters of a single operation tell what is not published yet, so no prefix that is routed leads to them.
"""

import asyncio
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from shared.persistence.engine import Database
from shared.telemetry import METRICS_TYPE, Telemetry
from shared.web.auth import public
from shared.web.kinds import UNAVAILABLE
from shared.web.problems import Problem

_READY_SECONDS = 2


def probes(service: str, database: Database, telemetry: Telemetry) -> list[HTTPRouteHandler]:
    """`/livez` and `/readyz` at the root and below the service's prefix; `/metrics` at the root only."""

    def both(name: str) -> list[str]:
        return [f"/{name}", f"/{service}/{name}"]

    options: dict[str, Any] = {"guards": [public], "include_in_schema": False}

    @get(both("livez"), name="livez", sync_to_thread=False, **options)
    def livez() -> dict[str, str]:
        """200 while the event loop runs."""
        return {"status": "alive"}

    @get(both("readyz"), name="readyz", **options)
    async def readyz() -> dict[str, str]:
        """200 when a request would find its database, else 503."""
        try:
            async with asyncio.timeout(_READY_SECONDS):
                await database.ping()
        except Exception as error:
            raise Problem(UNAVAILABLE, headers={"retry-after": "2"}) from error
        return {"status": "ready"}

    @get("/metrics", name="metrics", sync_to_thread=False, **options)
    def metrics() -> Response[bytes]:
        """The service's registry in the text format of Prometheus."""
        return Response(telemetry.exposition(), media_type=METRICS_TYPE)

    return [livez, readyz, metrics]
