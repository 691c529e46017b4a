"""The one ASGI layer around Litestar: request id, span, metrics, headers, and refusals before routing."""

import re
import time
from collections.abc import Mapping
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from opentelemetry import context
from opentelemetry.trace import SpanKind, Tracer, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.i18n import N_, negotiate
from shared.ids import uuid7
from shared.web import kinds, problems
from shared.web.auth import ALLOWANCE
from shared.web.errors import REQUEST_ID, problem_of, report
from shared.web.headers import ResponseHeaders
from shared.web.limits import Allowance
from shared.web.observe import RequestMetrics, describe, operation_of
from shared.web.problems import Problem, Violation

_SAFE_ID = re.compile(rb"[\x21-\x7e]{1,128}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUL_ESCAPE = re.compile(rb"%00", re.IGNORECASE)
_TRACE = TraceContextTextMapPropagator()


class Edge:
    """Wraps an ASGI application; middlewares of Litestar would not see unknown addresses and methods."""

    def __init__(
        self,
        app: ASGIApp,
        tracer: Tracer,
        metrics: RequestMetrics,
        headers: ResponseHeaders,
        body_limits: Mapping[str, int] | None = None,
    ) -> None:
        self._app, self._tracer, self._metrics, self._headers = app, tracer, metrics, headers
        self._body_limits = body_limits or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        await self._exchange(scope, receive, send)

    def _limit(self, path: str) -> int:
        """Of the address itself, or of all that lies directly under it when it is named with a slash."""
        under = self._body_limits.get(path[: path.rfind("/") + 1], problems.MAX_BODY)
        return self._body_limits.get(path, under)

    async def _exchange(self, scope: Any, receive: Receive, send: Send) -> None:
        sent = dict(scope["headers"])
        request_id = _request_id(sent)
        scope[REQUEST_ID] = request_id
        exchange = _Exchange(scope, send, self._headers, request_id)
        started = time.perf_counter()
        span = self._tracer.start_span(scope["method"], _remote(sent), SpanKind.SERVER)
        token = context.attach(set_span_in_context(span))
        try:
            await self._answer(scope, receive, sent, exchange)
        finally:
            self._metrics.observe(operation_of(scope), exchange.status, time.perf_counter() - started)
            describe(span, scope, exchange.status, request_id)
            context.detach(token)
            span.end()

    async def _answer(
        self, scope: Any, receive: Receive, sent: Mapping[bytes, bytes], exchange: "_Exchange"
    ) -> None:
        try:
            check_before_routing(scope, sent, self._limit(scope["path"]))
            await self._app(scope, receive, exchange.send)
        except Exception as error:
            if exchange.started:
                raise
            problem = problem_of(error)
            if problem.kind.status >= 500:
                report(problem, error)
            await exchange.refuse(problem, sent.get(b"accept-language"))


class _Exchange:
    """The answer of one request on its way out."""

    __slots__ = ("_headers", "_request_id", "_scope", "_send", "started", "status")

    def __init__(self, scope: Any, send: Send, headers: ResponseHeaders, request_id: str) -> None:
        self._scope, self._send, self._headers, self._request_id = scope, send, headers, request_id
        self.started, self.status = False, 500

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            headers = self._headers.complete(message["headers"], self._request_id)
            allowance: Allowance | None = self._scope.get(ALLOWANCE)
            if allowance is not None:
                headers += allowance.headers()
            message["headers"] = headers
        await self._send(message)

    async def refuse(self, problem: Problem, accept_language: bytes | None) -> None:
        language = negotiate(accept_language.decode("latin-1") if accept_language else None)
        body = problems.encode(problem.document(language, self._request_id))
        headers = [(name.encode(), value.encode("latin-1")) for name, value in problem.headers.items()]
        headers += [
            (b"content-type", problems.MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"content-language", language.encode()),
        ]
        await self.send({"type": "http.response.start", "status": problem.kind.status, "headers": headers})
        await self.send({"type": "http.response.body", "body": body, "more_body": False})


def check_before_routing(scope: Mapping[str, Any], sent: Mapping[bytes, bytes], limit: int) -> None:
    """Raises Problem for control characters in the address, and for bodies that announce to be too large."""
    if _CONTROL.search(scope["path"]) or _NUL_ESCAPE.search(scope.get("query_string", b"")):
        violation = Violation("address", N_("control characters are not allowed"))
        raise Problem(kinds.INVALID_PARAMETER, violations=[violation])
    length = sent.get(b"content-length")
    if length is not None and (not length.isdigit() or int(length[:20]) > limit):
        raise Problem(kinds.TOO_LARGE, limit=limit)


def _request_id(sent: Mapping[bytes, bytes]) -> str:
    given = sent.get(b"x-request-id")
    if given is not None and _SAFE_ID.fullmatch(given):
        return given.decode()
    return str(uuid7())


def _remote(sent: Mapping[bytes, bytes]) -> Any:
    parent = sent.get(b"traceparent")
    if parent is None:
        return None
    carrier = {"traceparent": parent.decode("latin-1")}
    if state := sent.get(b"tracestate"):
        carrier["tracestate"] = state.decode("latin-1")
    return _TRACE.extract(carrier)
