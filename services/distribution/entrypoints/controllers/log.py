"""The release log, its keys, and the feeds that are views of it."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter, SkipValidation

from services.distribution.adapters.feeds import FeedAddress, atom_feed, json_feed
from services.distribution.adapters.queries.log import FeedRelease, SqlLogQueries
from services.distribution.application.views.log import LogPage
from services.distribution.entrypoints.release_parts import Publisher
from shared.i18n import negotiate
from shared.web.auth import public

PAGE = 20
Log = NamedDependency[SkipValidation[SqlLogQueries]]
Publishing = NamedDependency[SkipValidation[Publisher]]

After = Annotated[
    int, QueryParameter(ge=0, le=2**62, description="The last entry you have; 0 for the beginning.")
]
Before = Annotated[
    int | None, QueryParameter(ge=1, le=2**62, description="Releases whose last entry is older.")
]
Many = Annotated[int, QueryParameter(ge=1, le=500, description="Entries a page, at most 500.")]
UNCHANGED = {304: ResponseSpec(None, description="Nothing is new since the ETag in If-None-Match.")}


class LogController(Controller):
    """For machines that follow: everybody may, without a token."""

    tags = ("feed",)
    guards = [public]  # noqa: RUF012 - Litestar reads it from the class

    @get(
        "/log",
        operation_id="ReadLog",
        summary="The release log from an entry on",
        responses={**UNCHANGED, 200: ResponseSpec(LogPage, description="Entries, oldest first.")},
    )
    async def log(
        self, request: Request[Any, Any, Any], log: Log, after: After = 0, limit: Many = 100
    ) -> Response[Any]:
        """Each publication, correction and withdrawal, signed and chained, with its edition."""
        last = await log.last_seq()
        headers = _headers(last)
        if _has(request, headers["etag"]):
            return Response(b"", status_code=304, headers=headers)
        page = LogPage(entries=await log.after(after, limit), last_seq=last)
        return Response(msgspec.json.encode(page), headers=headers, media_type="application/json")

    @get("/jwks.json", operation_id="ReadReleaseKeys", summary="The keys that sign editions and the log")
    async def keys(self, publisher: Publishing) -> Response[dict[str, Any]]:
        """RFC 7517; keys that no longer sign stay here, so that what they signed can be verified."""
        return Response(publisher.keys.public(), headers={"cache-control": "public, max-age=60"})

    @get(
        "/feed.json",
        operation_id="ReadJsonFeed",
        summary="JSON Feed 1.1",
        media_type="application/feed+json",
        responses=UNCHANGED,
    )
    async def json(
        self, request: Request[Any, Any, Any], log: Log, publisher: Publishing, before: Before = None
    ) -> Response[Any]:
        """The newest releases by their last publication, correction or withdrawal."""
        headers = _headers(await log.last_seq(), request)
        if _has(request, headers["etag"]):
            return Response(b"", status_code=304, headers=headers)
        address, found = await _page(request, log, publisher, before)
        body = msgspec.json.encode(json_feed(address, found))
        return Response(body, headers=headers)

    @get(
        "/feed.atom",
        operation_id="ReadAtomFeed",
        summary="Atom, with deleted entries",
        media_type="application/atom+xml",
        responses=UNCHANGED,
    )
    async def atom(
        self, request: Request[Any, Any, Any], log: Log, publisher: Publishing, before: Before = None
    ) -> Response[Any]:
        """The same for feed readers (RFC 4287, RFC 6721)."""
        headers = _headers(await log.last_seq(), request)
        if _has(request, headers["etag"]):
            return Response(b"", status_code=304, headers=headers)
        address, found = await _page(request, log, publisher, before)
        updated = found[0].edition.document.published_at if found else datetime.fromtimestamp(0, UTC)
        body = atom_feed(address, found, updated)
        return Response(body, headers=headers)


async def _page(
    request: Request[Any, Any, Any], log: SqlLogQueries, publisher: Publisher, before: int | None
) -> tuple[FeedAddress, list[FeedRelease]]:
    found = await log.newest(before, PAGE + 1)
    shown = found[:PAGE]
    older = shown[-1].seq if len(found) > PAGE else None
    language = negotiate(request.headers.get("accept-language"))
    return FeedAddress(publisher.base, language, older), shown


def _headers(last: int, request: Request[Any, Any, Any] | None = None) -> dict[str, str]:
    """What is shown changes with the log and the language only; caches ask each time."""
    headers = {"etag": f'"log-{last}"', "cache-control": "public, no-cache"}
    if request is None:
        return headers
    language = negotiate(request.headers.get("accept-language"))
    return {**headers, "etag": f'"log-{last}-{language}"', "vary": "Accept-Language"}


def _has(request: Request[Any, Any, Any], etag: str) -> bool:
    """Whether If-None-Match names this ETag (RFC 9110 section 13.1.2)."""
    sent = request.headers.get("if-none-match", "")
    return sent == "*" or etag in [each.strip().removeprefix("W/") for each in sent.split(",")]
