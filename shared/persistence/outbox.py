"""The writing side of the outbox: events become rows of the command's own transaction (docs/adr/0005)."""

from typing import TYPE_CHECKING

from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.persistence.metadata import CHASSIS

if TYPE_CHECKING:
    from shared.persistence.unit_of_work import SqlUnitOfWork

_TRACE = TraceContextTextMapPropagator()


class Outbox:
    """Never flushes, commits or opens a transaction: the rows go with whatever the command writes."""

    def __init__(self, uow: "SqlUnitOfWork", province_code: str) -> None:
        self._uow = uow
        self._province_code = province_code

    def add(self, event: Event) -> None:
        """Records `event` with its CloudEvents headers and the trace it was caused in.

        Raises shared.contracts.registry.InvalidEvent when a reader would refuse it.
        """
        event_id = uuid7()
        headers = cloudevents.headers(
            event, event_id=event_id, time=self._uow.now(), province_code=self._province_code
        )
        _TRACE.inject(headers)
        self._uow.insert(
            CHASSIS.outbox,
            event_id=event_id,
            subject=event.type_name(),
            payload=registry.encode(event),
            headers=headers,
        )
