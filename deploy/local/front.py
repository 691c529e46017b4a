"""One origin for five services: each keeps its own paths, and the root says what runs where."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Litestar, MediaType, Request, Response, get
from litestar.params import FromQuery, Parameter
from litestar.types import ASGIApp, Receive, Scope, Send
from opentelemetry.trace import NoOpTracer
from prometheus_client import CollectorRegistry

from deploy.local.start_page import Facts, render
from deploy.local.suite import Suite
from shared.i18n import Language
from shared.web import errors
from shared.web.edge import Edge
from shared.web.headers import ResponseHeaders
from shared.web.observe import RequestMetrics

STYLE = Path(__file__).with_name("start_page.css")
_EVER = datetime.fromtimestamp(0, UTC)
_METADATA = "/.well-known/oauth-authorization-server"


class Status(msgspec.Struct, frozen=True):
    """Whether the suite is at rest, its sweeps having run at the clock's `at`, and what each service says."""

    idle: bool
    at: datetime | None
    now: datetime
    services: dict[str, dict[str, bool]]


class Origin:
    """The ASGI application that uvicorn serves; the services' lifespans are entered outside of it."""

    def __init__(self, suite: Suite, facts: Facts) -> None:
        self._services: dict[str, ASGIApp] = {part.name: part.api for part in suite.parts.values()}
        url = facts.url
        metrics = RequestMetrics(CollectorRegistry())
        self._front = Edge(_front(suite, facts), NoOpTracer(), metrics, ResponseHeaders(url))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to the service whose name its path begins with, or answer it here."""
        await self._services.get(_owner(scope["path"]), self._front)(scope, receive, send)


def _owner(path: str) -> str:
    """The service addressed; none without something below its name, for /metrics is where counters are."""
    if path.startswith(_METADATA):
        return path.removeprefix(_METADATA).strip("/").partition("/")[0]
    name, _, below = path.strip("/").partition("/")
    return name if below else ""


def _front(suite: Suite, facts: Facts) -> Litestar:
    @get("/", media_type=MediaType.HTML, include_in_schema=False)
    async def start(
        request: Request[Any, Any, Any], lang: FromQuery[Language | None] = None
    ) -> Response[str]:
        """What runs where."""
        language = lang or errors.language_of(request)
        page = render(language, facts, await suite.ready(), suite.clock.now())
        return Response(page, headers={"content-language": language, "vary": "Accept-Language"})

    @get("/start_page.css", media_type="text/css", include_in_schema=False, sync_to_thread=False)
    def style() -> bytes:
        """How the start page looks."""
        return STYLE.read_bytes()

    @get("/status.json", include_in_schema=False)
    async def status(at: FromQuery[Annotated[datetime | None, Parameter(required=False)]] = None) -> Status:
        """For scripts that hold the clock: `at` is the instant at which the sweeps must have run."""
        idle = await suite.idle(at or _EVER)
        # Whoever is at rest has just answered on its database and the bus; only the others are asked again.
        ready = idle if all(idle.values()) else await suite.ready()
        told = {name: {"ready": ready[name], "idle": idle[name]} for name in suite.parts}
        return Status(idle=all(idle.values()), at=at, now=suite.clock.now(), services=told)

    return Litestar(
        [start, style, status],
        exception_handlers={Exception: errors.respond},
        openapi_config=None,
        logging_config=None,
    )
