"""The public directory of spokespersons as a page; it needs no JavaScript."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from services.identity.entrypoints.controllers.dependencies import (
    UUID_TEXT,
    Parts,
    Queries,
    Words,
    ranked_page,
    uuid_of,
)
from services.identity.entrypoints.pages.rendering import TYPES, asset, render
from shared.web.auth import public
from shared.web.errors import language_of
from shared.web.pagination import Cursor, decode

PATH = "/identity/v1/directory"
ENTRIES = 24
"""A page is full with so many; a multiple of its columns."""
Chosen = Annotated[
    Literal["vi", "en"] | None, QueryParameter(description="The language, instead of Accept-Language.")
]
OfAgency = Annotated[str | None, QueryParameter(pattern=UUID_TEXT, description="Of one agency only.")]


class DirectoryPageController(Controller):
    """HTML in Vietnamese and English."""

    tags = ("pages",)

    @get(
        "/directory",
        operation_id="ShowDirectory",
        summary="The directory of spokespersons",
        media_type="text/html",
        include_in_schema=False,
        guards=[public],
    )
    async def show(
        self,
        request: Request[Any, Any, Any],
        queries: Queries,
        parts: Parts,
        q: Words = None,
        agency_id: OfAgency = None,
        cursor: Cursor = None,
        lang: Chosen = None,
    ) -> Response[str]:
        """Whoever may speak at this moment, a page at a time."""
        language = lang or language_of(request)
        after, now = decode(cursor, int, str, UUID), parts.clock.now()
        rows = await queries.directory(q, uuid_of(agency_id), now, after, ENTRIES + 1)
        found = ranked_page(rows, ENTRIES)
        kept = {"q": q, "agency_id": agency_id, "lang": lang}
        other = "en" if language == "vi" else "vi"
        html = render(
            "directory.html",
            language,
            entries=found.items,
            words=" ".join((q or "").split()),
            agency_id=agency_id,
            agency_name=found.items[0].agency_name if agency_id and found.items else None,
            chosen=lang,
            further=cursor is not None,
            more=_address(**kept, cursor=found.next_cursor) if found.next_cursor else None,
            first=_address(**kept),
            all=_address(lang=lang),
            of_agency=lambda one: _address(agency_id=str(one), lang=lang),
            other_language=_address(**{**kept, "cursor": cursor, "lang": other}),
        )
        headers = {"content-language": language, "vary": "Accept-Language"}
        return Response(html, media_type="text/html", headers=headers)

    @get(
        "/assets/{file:str}",
        operation_id="ReadPageAsset",
        summary="A file that the pages load",
        include_in_schema=False,
        guards=[public],
    )
    async def file(self, file: FromPath[str]) -> Response[bytes]:
        """One of a fixed list."""
        if file not in TYPES:
            raise NotFoundException
        headers = {"cache-control": "public, max-age=3600"}
        return Response(asset(file), media_type=TYPES[file], headers=headers)


def _address(**values: str | None) -> str:
    query = urlencode({key: value for key, value in values.items() if value})
    return f"{PATH}?{query}" if query else PATH
