"""Facts straight into the live projection, and figures back over HTTP."""

from collections.abc import Iterable
from typing import Any

import httpx

from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from services.metrics.application.commands import ApplyEvents
from services.metrics.application.handlers import apply_events
from shared.clock import FixedClock
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.persistence import Database
from tests.metrics.histories import NOW


async def tell(store: Database, events: Iterable[Event]) -> None:
    """Apply them as one batch."""
    command = ApplyEvents([(uuid7(), event) for event in events])
    await apply_events(command, MetricsUnitOfWork(store, FixedClock(NOW)))


async def read(api: httpx.AsyncClient, path: str, headers: dict[str, str], **query: Any) -> Any:
    """The JSON of an answer that must be 200."""
    answer = await api.get(path, headers=headers, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()
