"""One trace from the command through outbox and bus to the consumer; nothing global between services."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from uuid import UUID

import asyncpg
import pytest
from nats.js import JetStreamContext
from opentelemetry import trace
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.contracts.questions import QuestionAccepted
from shared.persistence import SqlUnitOfWork
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry, log_json
from tests.shared.bus import eventually, stored
from tests.shared.chassis import NOON, accepted
from tests.shared.workers import DURABLE, Workers, subscription

PLAIN = ServiceSettings(database_url="", nats_url="", public_url="", jwks_url="")


def test_services_in_one_process_share_no_metrics() -> None:
    one, other = Telemetry("questions", PLAIN), Telemetry("events", PLAIN)
    one.meter_provider.get_meter("test").create_counter("asked").add(3)
    assert b"asked_total" in one.exposition()
    assert b"asked_total" not in other.exposition()


def test_without_anybody_taking_spans_none_is_recorded_but_trace_ids_are_passed_on() -> None:
    headers: dict[str, str] = {}
    telemetry = Telemetry("questions", PLAIN)
    with telemetry.tracer.start_as_current_span("command") as span:
        telemetry.inject(headers)
    assert not span.is_recording()
    assert int(headers["traceparent"].rpartition("-")[2], 16) & 1 == 0
    carried = trace.get_current_span(telemetry.extract(headers)).get_span_context()
    assert carried.trace_id == span.get_span_context().trace_id


def test_headers_without_a_trace_begin_a_new_one() -> None:
    exporter = InMemorySpanExporter()
    telemetry = Telemetry("questions", PLAIN, exporter=exporter)
    with (
        telemetry.tracer.start_as_current_span("around"),
        telemetry.consuming("c", {"traceparent": "nonsense"}),
    ):
        pass
    inner, around = exporter.get_finished_spans()
    assert inner.parent is None
    assert inner.context.trace_id != around.context.trace_id


async def test_one_trace_goes_through_outbox_and_bus_to_what_the_consumer_causes(
    workers: Workers, js: JetStreamContext
) -> None:
    asked, answered = InMemorySpanExporter(), InMemorySpanExporter()
    api = Telemetry("questions", workers.settings, exporter=asked)

    async def answer(event: QuestionAccepted, _cause: UUID, uow: SqlUnitOfWork) -> None:
        if event.aggregate_version == 1:
            uow.outbox.add(accepted(version=2))

    consumer = Telemetry("questions", workers.settings, exporter=answered)
    async with workers.running(subscription(answer), telemetry=consumer) as worker:
        with api.tracer.start_as_current_span("POST"):
            async with workers.unit() as uow:
                uow.outbox.add(accepted(version=1))
        await eventually(lambda: worker.idle(NOON))
    (request,) = asked.get_finished_spans()
    first, second = answered.get_finished_spans()
    assert first.name == f"{DURABLE} process"
    assert {span.context.trace_id for span in (request, first, second)} == {request.context.trace_id}
    assert first.parent is not None
    assert first.parent.span_id == request.context.span_id
    assert second.parent is not None
    assert second.parent.span_id == first.context.span_id
    assert len(await stored(js, "questions")) == 2


def test_a_trace_does_not_quote_the_row_that_postgresql_complains_about() -> None:
    spans = InMemorySpanExporter()
    refusal = asyncpg.NotNullViolationError("null value in column")
    refusal.detail = "Failing row contains (079 123 456, secret)."
    telemetry = Telemetry("questions", PLAIN, exporter=spans)
    with pytest.raises(asyncpg.NotNullViolationError), telemetry.consuming(DURABLE, {}):
        raise refusal
    (span,) = spans.get_finished_spans()
    assert (span.status.status_code.name, span.status.description) == ("ERROR", "NotNullViolationError")
    assert "secret" not in span.to_json()


@pytest.fixture
def said() -> Iterator[Callable[[], list[dict[str, str]]]]:
    """What the process logs, line by line."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log_json("info")
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers = handlers
    root.setLevel(level)


def test_logs_are_json_lines_with_the_ids_of_the_trace(said: Callable[[], list[dict[str, str]]]) -> None:
    with Telemetry("questions", PLAIN).tracer.start_as_current_span("command") as span:
        logging.getLogger("caunoi.questions").info("câu hỏi %s", 7)
    logging.getLogger("caunoi.questions").debug("not shown")
    (line,) = said()
    assert line["message"] == "câu hỏi 7"
    assert line["trace_id"] == f"{span.get_span_context().trace_id:032x}"
    assert (line["level"], line["logger"]) == ("INFO", "caunoi.questions")
    assert line["time"].endswith("+00:00")


def test_logs_quote_no_line_of_a_row_with_a_text_of_several_lines(
    said: Callable[[], list[dict[str, str]]],
) -> None:
    refusal = asyncpg.CheckViolationError("new row violates check constraint")
    refusal.detail = "Failing row contains (7, first line\nthe unpublished question\n\nlast line)."
    wrapped = ExceptionGroup("both", [refusal])
    for error in (refusal, wrapped):
        logging.getLogger("caunoi.questions").warning("failed", exc_info=error)
    for line in said():
        assert "violates check constraint" in line["exc_info"]
        for text in ("first line", "unpublished", "last line"):
            assert text not in line["exc_info"]


def test_logs_do_not_quote_the_row_that_postgresql_complains_about(
    said: Callable[[], list[dict[str, str]]],
) -> None:
    refusal = asyncpg.NotNullViolationError("null value in column")
    refusal.detail = "Failing row contains (079 123 456, secret)."
    logging.getLogger("caunoi.questions").warning("failed", exc_info=refusal)
    (line,) = said()
    assert "null value in column" in line["exc_info"]
    assert "secret" not in line["exc_info"]


@pytest.mark.parametrize(
    "text",
    [
        "invalid input for query argument $1: 'secret' (expected bytes)",
        'invalid input syntax for type double precision: "secret"',
    ],
)
def test_logs_do_not_quote_the_value_that_cannot_be_sent(
    said: Callable[[], list[dict[str, str]]], text: str
) -> None:
    logging.getLogger("caunoi.questions").warning("failed", exc_info=asyncpg.DataError(text))
    (line,) = said()
    assert "invalid input" in line["exc_info"]
    assert "secret" not in line["exc_info"]
