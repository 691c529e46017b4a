"""What operators see of HTTP: one server span a request, and rate, errors and duration per operation."""

from collections.abc import Mapping
from typing import Any

from opentelemetry.trace import Span, Status, StatusCode
from prometheus_client import CollectorRegistry, Counter, Histogram

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class RequestMetrics:
    """RED metrics; label children are kept, because looking them up costs more than counting."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "http_server_requests", "Requests answered.", ["operation", "status"], registry=registry
        )
        self._durations = Histogram(
            "http_server_request_duration_seconds",
            "Time to the last byte of the answer.",
            ["operation"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self._children: dict[tuple[str, int], tuple[Any, Any]] = {}

    def observe(self, operation: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        children = self._children.get((operation, status))
        if children is None:
            children = (self._requests.labels(operation, str(status)), self._durations.labels(operation))
            self._children[operation, status] = children
        children[0].inc()
        children[1].observe(seconds)


def operation_of(scope: Mapping[str, Any]) -> str:
    """The operation id that was called, `unmatched` for an address that is none of ours."""
    handler = scope.get("route_handler")
    if handler is None:
        return "unmatched"
    return str(getattr(handler, "operation_id", None) or getattr(handler, "handler_name", "") or "asgi")


def describe(span: Span, scope: Mapping[str, Any], status: int, request_id: str) -> None:
    """Name and attributes of a server span by the HTTP semantic conventions."""
    if not span.is_recording():
        return
    route = scope.get("path_template") or ""
    span.update_name(f"{scope['method']} {route}".rstrip())
    span.set_attributes(
        {
            "http.request.method": scope["method"],
            "http.route": route,
            "http.response.status_code": status,
            "url.path": scope["path"],
            "url.scheme": scope.get("scheme", "http"),
            "caunoi.operation": operation_of(scope),
            "caunoi.request_id": request_id,
        }
    )
    if status >= 500:
        span.set_status(Status(StatusCode.ERROR))
