"""The public answers for machines that follow: an Atom feed and a sitemap."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, get
from litestar.params import QueryParameter

from services.questions.entrypoints.controllers.site_parts import HOME, Base, Lang, Site, has
from services.questions.entrypoints.pages.machines import FeedAddress, atom, sitemap
from shared.web.auth import public
from shared.web.errors import language_of

ENTRIES = 50
ADDRESSES = 50_000
"""As many as one sitemap may have."""
Before = Annotated[int | None, QueryParameter(ge=1, le=2**62, description="Changes before this one.")]


class AnswersFeedController(Controller):
    """For everybody, without a token."""

    path = HOME
    tags = ("pages",)
    include_in_schema = False
    guards = [public]  # noqa: RUF012 - Litestar reads it from the class

    @get("/feed.atom", operation_id="ReadAnswersFeed")
    async def feed(
        self,
        request: Request[Any, Any, Any],
        site: Site,
        base: Base,
        before: Before = None,
        lang: Lang = None,
    ) -> Response[bytes]:
        """The latest publications, corrections and withdrawals; 304 when there is nothing new."""
        language = lang or language_of(request)
        etag = f'"answers-{await site.last_change()}-{language}"'
        headers = {"etag": etag, "cache-control": "public, no-cache", "vary": "Accept-Language"}
        if has(request, etag):
            return Response(b"", status_code=304, headers=headers)
        found = await site.changes(before, ENTRIES + 1)
        told = found[:ENTRIES]
        older = told[-1].number if len(found) > ENTRIES else None
        body = atom(FeedAddress(f"{base}{HOME}", language, older), told)
        return Response(body, media_type="application/atom+xml", headers=headers)

    @get("/sitemap.xml", operation_id="ReadAnswersSitemap")
    async def map(self, site: Site, base: Base) -> Response[bytes]:
        """Where search engines find each answer."""
        body = sitemap(f"{base}{HOME}", await site.addresses(ADDRESSES - 1))
        return Response(body, media_type="application/xml", headers={"cache-control": "public, max-age=3600"})
