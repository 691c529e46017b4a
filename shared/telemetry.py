"""Traces, metrics and logs of one service; nothing is global, so that five live in one process."""

import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import generate_latest
from pythonjsonlogger.json import JsonFormatter

from shared.settings import ServiceSettings

_TRACE = TraceContextTextMapPropagator()
_VALUE = re.compile(r"(invalid input (?:for query argument \$\d+|syntax for type [\w ]+)): .*")
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Telemetry:
    """One service's tracer provider, meter provider and Prometheus registry.

    Spans are recorded only when somebody takes them (`otlp_endpoint`, or `exporter` in tests);
    trace ids are made and passed on always, so logs can be joined.
    """

    def __init__(
        self, service: str, settings: ServiceSettings, *, exporter: SpanExporter | None = None
    ) -> None:
        self.service = service
        self.registry = CollectorRegistry()
        resource = Resource.create({"service.name": service, "service.namespace": "caunoi"})
        taken = exporter is not None or settings.otlp_endpoint is not None
        self.tracer_provider = TracerProvider(
            resource=resource, sampler=ALWAYS_ON if taken else ALWAYS_OFF, shutdown_on_exit=False
        )
        if exporter is not None:
            self.tracer_provider.add_span_processor(SimpleSpanProcessor(exporter))
        if settings.otlp_endpoint is not None:
            sender = OTLPSpanExporter(endpoint=f"{settings.otlp_endpoint.rstrip('/')}/v1/traces")
            self.tracer_provider.add_span_processor(BatchSpanProcessor(sender))
        self.meter_provider = MeterProvider(
            resource=resource,
            metric_readers=[PrometheusMetricReader(registry=self.registry)],
            shutdown_on_exit=False,
        )
        self.tracer = self.tracer_provider.get_tracer("caunoi")
        self.logger = logging.getLogger(f"caunoi.{service}")

    def inject(self, headers: dict[str, str]) -> None:
        """Adds `traceparent` of the current span, if there is one."""
        _TRACE.inject(headers)

    def extract(self, headers: Mapping[str, str]) -> Context:
        """The context that `headers` carry; empty when they carry none."""
        return _TRACE.extract(headers, context=Context())

    @contextmanager
    def consuming(self, consumer: str, headers: Mapping[str, str]) -> Iterator[Span]:
        """The span of handling one message, a child of what caused it; of a failure it names the kind only.

        What the error says may quote a row, and traces leave the suite.
        """
        with self.tracer.start_as_current_span(
            f"{consumer} process",
            context=self.extract(headers),
            kind=SpanKind.CONSUMER,
            attributes={"messaging.system": "nats", "messaging.consumer.group.name": consumer},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def exposition(self) -> bytes:
        """The registry in Prometheus' text format, of type METRICS_TYPE."""
        return generate_latest(self.registry)

    def flush(self) -> None:
        """Sends what is left, within two seconds; blocks."""
        self.tracer_provider.force_flush(2000)

    def close(self) -> None:
        """Sends what is left and stops the threads; blocks."""
        self.tracer_provider.shutdown()
        self.meter_provider.shutdown()


def _quoted(error: BaseException | None) -> Iterator[str]:
    """The lines of every detail in a chain of errors; a row with a text of several lines has several."""
    left, seen = [error], set[int]()
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield from str(getattr(one, "detail", None) or "").splitlines()
        left += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


class _Formatter(JsonFormatter):
    """JSON lines with the ids of the trace, without the rows and values that PostgreSQL quotes."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        lines = _VALUE.sub(r"\1", str(super().formatException(ei))).splitlines()
        quoted = {line.strip() for line in _quoted(ei[1])}
        kept = (line for line in lines if line.strip(" |") not in quoted)
        return "\n".join(line for line in kept if not line.lstrip(" |").startswith("DETAIL:"))

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            log_data["trace_id"] = trace.format_trace_id(span.trace_id)
            log_data["span_id"] = trace.format_span_id(span.span_id)


def log_json(level: str = "INFO") -> None:
    """Makes the process log JSON lines on standard error; called once, by the process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Formatter(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
            json_ensure_ascii=False,
            json_default=str,
            json_serializer=json.dumps,
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
