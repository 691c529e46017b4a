"""The public answers site: a list to search, and a page for each answer; it needs no JavaScript."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from services.questions.application.public_record import PublicRecord, PublicVersion
from services.questions.entrypoints.controllers.site_parts import (
    HOME,
    Base,
    Chosen,
    Lang,
    OfAgency,
    OfResult,
    Since,
    Site,
    Until,
    Words,
    address,
    place,
    shown,
)
from services.questions.entrypoints.pages.rendering import style
from shared.i18n import translator
from shared.web.auth import public
from shared.web.errors import language_of
from shared.web.kinds import NOT_FOUND
from shared.web.pagination import Cursor, decode, page_of
from shared.web.problems import Problem

ANSWERS = 20


class AnswersSiteController(Controller):
    """HTML in Vietnamese and English, for everybody; tokens are not looked at."""

    path = HOME
    tags = ("pages",)
    include_in_schema = False
    guards = [public]  # noqa: RUF012 - Litestar reads it from the class

    @get(operation_id="ShowAnswers", media_type="text/html")
    async def list(  # noqa: PLR0913 - one argument for each field of the form
        self,
        request: Request[Any, Any, Any],
        site: Site,
        base: Base,
        q: Words = "",
        agency_id: OfAgency = "",
        result: OfResult = "",
        since: Since = "",
        until: Until = "",
        cursor: Cursor = None,
        lang: Lang = None,
    ) -> Response[str]:
        """What is public, newest first, a page at a time."""
        chosen = Chosen(q=q, agency_id=agency_id, result=result, since=since, until=until, lang=lang)
        wanted, kept = chosen.wanted(), chosen.named()
        after = decode(cursor, datetime, UUID)
        found = page_of(await site.answers(wanted, after, ANSWERS + 1), ANSWERS, place)
        return shown(
            request,
            "answers.html",
            lang,
            base=base,
            records=found.items,
            agencies=await site.agencies(),
            chosen=kept,
            words=wanted.q or "",
            narrowed=bool(agency_id or result or since or until),
            plain=not any(kept.values()) and cursor is None,
            further=cursor is not None,
            first=address(HOME, **kept),
            more=address(HOME, **kept, cursor=found.next_cursor) if found.next_cursor else None,
        )

    @get("/{code:str}", operation_id="ShowAnswer", media_type="text/html")
    async def one(
        self, request: Request[Any, Any, Any], site: Site, base: Base, code: FromPath[str], lang: Lang = None
    ) -> Response[str]:
        """The newest version; 404 for what is not public, 410 for what was withdrawn."""
        record = await site.one(code.upper())
        if record is None or record.withdrawn_at is not None:
            return _absent(request, record, lang)
        return _page(request, base, record, record.newest, lang)

    @get("/{code:str}/versions/{number:int}", operation_id="ShowAnswerVersion", media_type="text/html")
    async def version(
        self,
        request: Request[Any, Any, Any],
        site: Site,
        base: Base,
        code: FromPath[str],
        number: FromPath[int],
        lang: Lang = None,
    ) -> Response[str]:
        """An answer as it was given at one time."""
        record = await site.one(code.upper())
        version = None if record is None else record.version(number)
        if record is None or version is None:
            return _absent(request, record if record and record.withdrawn_at else None, lang)
        return _page(request, base, record, version, lang)

    @get("/{code:str}/versions/{number:int}/content", operation_id="ReadAnswerContent")
    async def content(self, site: Site, code: FromPath[str], number: FromPath[int]) -> Response[bytes]:
        """The bytes whose SHA-256 the page shows."""
        record = await site.one(code.upper())
        version = None if record is None else record.version(number)
        if version is None:
            raise Problem(NOT_FOUND)
        headers = {"cache-control": "public, no-cache"}
        return Response(version.content.encode(), media_type="application/json", headers=headers)

    @get("/answers.css", operation_id="ReadAnswersStyle", sync_to_thread=False)
    def style(self) -> Response[bytes]:
        """How the pages look."""
        return Response(style(), media_type="text/css", headers={"cache-control": "public, max-age=3600"})


def _page(
    request: Request[Any, Any, Any],
    base: str,
    record: PublicRecord,
    version: PublicVersion,
    lang: Lang,
) -> Response[str]:
    here = f"{HOME}/{record.code}"
    return shown(
        request,
        "answer.html",
        lang,
        base=base,
        one=record,
        shown=version,
        address=here,
        content=f"{here}/versions/{version.number}/content",
    )


def _absent(request: Request[Any, Any, Any], record: PublicRecord | None, lang: Lang) -> Response[str]:
    say = translator(lang or language_of(request))
    heading = say("There is no such public answer" if record is None else "This answer was withdrawn")
    status = 404 if record is None else 410
    return shown(request, "notice.html", lang, status=status, heading=heading, one=record)
