"""Public answers as JSON: the same records as the answers site, for whoever builds on them."""

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get
from litestar.params import FromPath, QueryParameter

from services.questions.adapters.public_queries import PublicFilter
from services.questions.application.public_record import Result
from services.questions.application.public_views import (
    PublicAnswerSummary,
    PublicAnswerView,
    public_answer_view,
    public_summary,
)
from services.questions.domain import errors
from services.questions.entrypoints.controllers.site_parts import HOME, Base, Site, has, place, span
from shared.web.auth import public
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of

Words = Annotated[
    str | None,
    QueryParameter(
        min_length=1,
        max_length=200,
        description="Words of question or answer, with or without accents; `-word` leaves out.",
    ),
]
OfAgency = Annotated[UUID | None, QueryParameter(description="Answered by this agency.")]
OfResult = Annotated[Result | None, QueryParameter(description="What came of the points.")]
Since = Annotated[date | None, QueryParameter(name="from", description="Published on this day or later.")]
Until = Annotated[date | None, QueryParameter(name="to", description="Published on this day or before.")]


class PublicAnswerController(Controller):
    """For everybody, without a token; with an ETag, so that whoever reads again is told 304."""

    path = "/answers"
    tags = ("answers",)
    guards = [public]  # noqa: RUF012 - Litestar reads it from the class

    @get(operation_id="ListPublicAnswers", summary="Find public answers")
    async def page(  # noqa: PLR0913 - one argument for each filter
        self,
        request: Request[Any, Any, Any],
        site: Site,
        base: Base,
        q: Words = None,
        agency_id: OfAgency = None,
        result: OfResult = None,
        since: Since = None,
        until: Until = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
    ) -> Response[Page[PublicAnswerSummary]]:
        """What is public, newest first; a withdrawn answer is gone at once."""
        first, last = span(since, until)
        # As the site reads it: only spaces are no words.
        words = " ".join((q or "").split()) or None
        wanted = PublicFilter(q=words, agency_id=agency_id, result=result, since=first, until=last)
        records = await site.answers(wanted, decode(cursor, datetime, UUID), limit + 1)
        found = page_of(records, limit, place)
        items = [public_summary(each, f"{base}{HOME}") for each in found.items]
        return _tagged(request, Page(items=items, next_cursor=found.next_cursor))

    @get(
        "/{code:str}",
        operation_id="ReadPublicAnswer",
        summary="Read a public answer",
        opt={"errors": (errors.AnswerNotPublic, errors.AnswerWithdrawn)},
    )
    async def one(
        self, request: Request[Any, Any, Any], site: Site, base: Base, code: FromPath[str]
    ) -> Response[PublicAnswerView]:
        """With its points, its timeline and every version; of a withdrawn one the time and the reason."""
        record = await site.one(code.upper())
        if record is None:
            raise errors.AnswerNotPublic
        if record.withdrawn_at is not None:
            at, reason = record.withdrawn_at.isoformat(), record.withdrawn_reason or ""
            raise errors.AnswerWithdrawn(at=at, reason=reason)
        return _tagged(request, public_answer_view(record, f"{base}{HOME}"))


def _tagged(request: Request[Any, Any, Any], view: msgspec.Struct) -> Response[Any]:
    """The ETag is of the bytes: a withdrawal shows before the record's own number has moved."""
    etag = f'"{sha256(msgspec.json.encode(view)).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "public, no-cache"}
    if has(request, etag):
        return Response(None, status_code=304, headers=headers)
    return Response(view, headers=headers)
