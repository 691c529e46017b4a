"""Events become rows of the command's transaction, complete with envelope and trace."""

from collections.abc import Callable

import msgspec
import pytest
from opentelemetry.sdk.trace import TracerProvider

from shared.contracts import cloudevents, registry
from shared.contracts.questions import QuestionAccepted
from shared.contracts.registry import InvalidEvent
from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork
from tests.shared.chassis import NOON, accepted

Unit = Callable[[], SqlUnitOfWork]


async def test_an_event_that_a_reader_would_refuse_never_gets_into_the_outbox(
    store: Database, unit: Unit
) -> None:
    broken = QuestionAccepted(question_id=uuid7(), agency_id=uuid7(), accepted_at=NOON, aggregate_version=0)
    with pytest.raises(InvalidEvent):
        async with unit() as uow:
            uow.outbox.add(broken)
    assert await store.fetch("SELECT 1 FROM outbox") == []


async def test_a_row_has_the_event_its_envelope_and_the_clocks_time(store: Database, unit: Unit) -> None:
    event = accepted(version=3)
    async with unit() as uow:
        uow.outbox.add(event)
    (row,) = await store.fetch("SELECT * FROM outbox")
    headers = msgspec.json.decode(row["headers"], type=dict[str, str])
    envelope = cloudevents.parse(headers)
    assert registry.decode(row["subject"], row["payload"]) == event
    assert (envelope.id, envelope.time, envelope.subject) == (row["event_id"], NOON, event.question_id)
    assert envelope.source == "vn/46/questions"
    assert headers["Nats-Msg-Id"] == str(row["event_id"])
    assert "traceparent" not in headers


async def test_the_trace_of_the_command_goes_with_the_event(store: Database, unit: Unit) -> None:
    with TracerProvider(shutdown_on_exit=False).get_tracer("test").start_as_current_span("command") as span:
        async with unit() as uow:
            uow.outbox.add(accepted())
    (row,) = await store.fetch("SELECT headers->>'traceparent' AS parent FROM outbox")
    assert row["parent"].split("-")[1] == f"{span.get_span_context().trace_id:032x}"
