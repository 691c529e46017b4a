"""A worker's own small HTTP: /livez, /readyz and /metrics, at the root and under the service's name."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from shared.telemetry import METRICS_TYPE, Telemetry

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
Check = Callable[[], Awaitable[bool]]


def probes(telemetry: Telemetry, live: Check, ready: Check) -> Asgi:
    """An ASGI application without a lifespan of its own."""
    prefix = f"/{telemetry.service}"

    async def answer(path: str) -> tuple[int, str, bytes]:
        # One service is called metrics: its own name is not a prefix then, but the whole path.
        match path if path == "/metrics" else path.removeprefix(prefix):
            case "/livez":
                return _said(await live())
            case "/readyz":
                return _said(await ready())
            case "/metrics":
                return 200, METRICS_TYPE, telemetry.exposition()
        return 404, "text/plain", b"not found\n"

    async def app(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            return
        status, kind, body = await answer(scope["path"])
        headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def _said(yes: bool) -> tuple[int, str, bytes]:
    return (200, "text/plain", b"ok\n") if yes else (503, "text/plain", b"not ready\n")


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
