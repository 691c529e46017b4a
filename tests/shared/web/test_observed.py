"""Every answer carries the same protections, and every request is seen once: one span, one count."""

from collections.abc import Callable

import httpx
import pytest
from litestar import Litestar
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from shared.persistence import Database
from tests.collector import collecting
from tests.shared.web.conftest import client_of
from tests.tokens import Issuer

NOTES = "/notes/v1/notes"
TRACE = "0af7651916cd43dd8448eb211c80319c"
PATHS = [
    "/livez",
    "/nothing",
    "/notes/v1/failing/bug",
    "/notes/v1/failing/page",
    "/notes/docs",
    NOTES,
    "/%00",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_is_protected(api: httpx.AsyncClient, path: str) -> None:
    headers = (await api.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert "strict-transport-security" not in headers
    assert "server" not in headers


async def test_over_tls_the_browser_is_told_to_stay_there(build: Callable[..., Litestar]) -> None:
    async with client_of(build(public_url="https://caunoi.example")) as client:
        headers = (await client.get("/livez")).headers
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


async def test_only_a_page_may_load_scripts_and_only_its_own(api: httpx.AsyncClient) -> None:
    page = (await api.get("/notes/v1/failing/page")).headers["content-security-policy"]
    assert "script-src 'self'" in page
    assert "script-src" not in (await api.get("/livez")).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (b"abc-123", True),
        (b"", False),
        (b"a b", False),
        (b"a" * 129, False),
        (b"\xff\xfe", False),
        (b"a\x01", False),
    ],
)
async def test_a_request_id_is_taken_over_only_if_it_is_harmless(
    api: httpx.AsyncClient, given: bytes, *, kept: bool
) -> None:
    answer = await api.get("/nothing", headers=httpx.Headers([(b"X-Request-Id", given)]))
    sent = answer.headers["x-request-id"]
    assert sent == answer.json()["request_id"]
    assert (sent.encode() == given) is kept
    assert kept or len(sent) == 36


async def test_a_request_is_one_server_span_in_the_callers_trace(
    api: httpx.AsyncClient, issuer: Issuer, spans: InMemorySpanExporter
) -> None:
    headers = issuer.bearer("reporter") | {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
    await api.post(NOTES, json={"title": "a"}, headers=headers)
    (span,) = spans.get_finished_spans()
    assert (span.name, span.kind) == ("POST /notes/v1/notes", SpanKind.SERVER)
    assert span.context is not None
    assert f"{span.context.trace_id:032x}" == TRACE
    assert span.attributes is not None
    assert span.attributes["http.response.status_code"] == 201
    assert span.attributes["http.route"] == "/notes/v1/notes"
    assert span.attributes["caunoi.operation"] == "WriteNote"


async def test_an_event_carries_the_trace_of_the_request_that_caused_it(
    api: httpx.AsyncClient, issuer: Issuer, store: Database
) -> None:
    headers = issuer.bearer("reporter") | {"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
    await api.post(NOTES, json={"title": "a"}, headers=headers)
    rows = await store.fetch("SELECT headers->>'traceparent' FROM outbox")
    assert TRACE in rows[0][0]


@pytest.mark.parametrize("header", ["", "00-0-0-00", "é", "00-" + "0" * 32 + "-" + "0" * 16 + "-01"])
async def test_a_garbled_trace_starts_a_new_one(
    api: httpx.AsyncClient, spans: InMemorySpanExporter, header: str
) -> None:
    headers = httpx.Headers([(b"traceparent", header.encode()), (b"tracestate", b"\xff")])
    assert (await api.get("/livez", headers=headers)).status_code == 200
    assert spans.get_finished_spans()[0].parent is None


async def test_the_last_spans_are_sent_before_the_app_has_stopped(
    build: Callable[..., Litestar], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with collecting() as collector:
        app = build(otlp_endpoint=collector.endpoint)
        async with app.lifespan(), client_of(app) as client:
            await client.get("/livez", headers={"traceparent": f"00-{TRACE}-{'1' * 16}-01"})
        assert [span.service for span in collector.trace(TRACE)] == ["notes"]


async def test_below_the_services_prefix_nobody_reads_the_counters(api: httpx.AsyncClient) -> None:
    for path in ("/notes/metrics", "/notes/metrics/", "/notes//metrics"):
        answer = await api.get(path)
        assert answer.status_code == 404
        assert "http_server_requests_total" not in answer.text


async def test_requests_are_counted_by_operation_and_status(api: httpx.AsyncClient, issuer: Issuer) -> None:
    await api.post(NOTES, json={"title": "a"}, headers=issuer.bearer("reporter"))
    await api.post(NOTES, json={"title": "a"})
    await api.get("/nothing/at/all")
    text = (await api.get("/metrics")).text
    assert 'http_server_requests_total{operation="WriteNote",status="201"} 1.0' in text
    assert 'http_server_requests_total{operation="WriteNote",status="401"} 1.0' in text
    assert 'http_server_requests_total{operation="unmatched",status="404"} 1.0' in text
    assert 'http_server_request_duration_seconds_count{operation="WriteNote"} 2.0' in text
    assert "/nothing/at/all" not in text


async def test_ready_means_that_the_database_answers(
    api: httpx.AsyncClient, build: Callable[..., Litestar], store: Database
) -> None:
    for path in ("/livez", "/readyz", "/notes/livez", "/notes/readyz"):
        assert (await api.get(path)).status_code == 200
    away = Database("postgresql://nobody@127.0.0.1:9/nothing")
    store.url, kept, store._pool = away.url, store.url, None
    try:
        assert (await api.get("/readyz")).status_code == 503
        assert (await api.get("/livez")).status_code == 200
    finally:
        store.url = kept
