"""The scoreboard for leaders: a page that stays current, and the questions behind each of its numbers."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, MediaType, Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from services.metrics.adapters.queries.cases import key_of
from services.metrics.application.commands import Judged, ListCases, ListFigures, Viewer
from services.metrics.entrypoints import schemas
from services.metrics.entrypoints.controllers.dependencies import SEE_ALL, Now, Reading, Reads, viewer_of
from services.metrics.entrypoints.controllers.series import after, hours, monday
from services.metrics.entrypoints.freshness import among, tag_of
from services.metrics.entrypoints.scoreboard.board import gathered
from services.metrics.entrypoints.scoreboard.pages import TYPES, asset, render
from shared.i18n import Language
from shared.web.auth import Principal, public, requires
from shared.web.errors import REQUEST_ID, language_of, problem_of
from shared.web.kinds import NOT_FOUND
from shared.web.pagination import Cursor, page_of
from shared.web.problems import Problem

_PAGE = 50
STATES: tuple[Judged, ...] = (
    "on_time",
    "late",
    "open_late",
    "open",
    "awaiting_publication",
    "answered",
    "refused",
    "withdrawn",
    "merged",
)


def _wanted(request: Request[Any, Any, Any]) -> Language:
    lang = request.query_params.get("lang")
    return "en" if lang == "en" else "vi" if lang == "vi" else language_of(request)


def _html(page: str, language: Language, *, status: int = 200, tag: str | None = None) -> Response[str]:
    headers = {"content-language": language, "vary": "Accept-Language, Cookie"}
    return Response(
        page,
        status_code=status,
        media_type=MediaType.HTML,
        headers=headers | ({"etag": tag} if tag else {}),
    )


def refuse(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """What goes wrong is a page here, with the way to sign in where that helps."""
    problem, language = problem_of(error), _wanted(request)
    told = problem.document(language, str(request.scope.get(REQUEST_ID, "")))
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = render(
        "refused.html",
        language,
        heading=told.title,
        detail=told.detail,
        sign_in=f"/identity/v1/sign-in?{urlencode({'next': back})}" if problem.kind.status == 401 else None,
        forbidden=problem.kind.status == 403,
    )
    return _html(page, language, status=problem.kind.status)


class ScoreboardController(Controller):
    """For those who see all; a session cookie or a bearer token opens it."""

    path = "/scoreboard"
    guards = (requires(*SEE_ALL),)
    include_in_schema = False
    exception_handlers = {Exception: refuse}  # noqa: RUF012 - Litestar declares it as a plain attribute

    @get("/")
    async def page(
        self, request: Request[Any, Any, Any], principal: NamedDependency[Principal], reads: Reading, now: Now
    ) -> Response[str]:
        """The whole page."""
        language = _wanted(request)
        board = await gathered(reads, viewer_of(principal), now)
        tag = tag_of((language, *board.essence))
        return _html(render("scoreboard.html", language, board=board, tag=tag, at=now), language)

    @get("/board")
    async def board(
        self,
        request: Request[Any, Any, Any],
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        if_none_match: schemas.IfNoneMatch = None,
    ) -> Response[str]:
        """What of the page changes; 304 when the reader has it."""
        language = _wanted(request)
        board = await gathered(reads, viewer_of(principal), now)
        tag = tag_of((language, *board.essence))
        if if_none_match is not None and among(tag, if_none_match):
            return _html("", language, status=304, tag=tag)
        return _html(render("board.html", language, board=board, at=now), language, tag=tag)

    @get("/questions")
    async def questions(  # noqa: PLR0913 - a declaration of what can be asked for
        self,
        request: Request[Any, Any, Any],
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        in_state: schemas.InState = None,
        agency_id: schemas.OfAgency = None,
        press_agency_id: schemas.OfPressAgency = None,
        week: schemas.OfWeek = None,
        from_office_hours: schemas.FromHours = None,
        to_office_hours: schemas.ToHours = None,
        cursor: Cursor = None,
    ) -> Response[str]:
        """A list that opens from a number, with filters."""
        language, viewer = _wanted(request), viewer_of(principal)
        query = ListCases(
            viewer=viewer,
            at=now,
            limit=_PAGE,
            after=after(cursor),
            state=in_state,
            agency_id=agency_id,
            press_agency_id=press_agency_id,
            week=monday(week),
            office_hours=hours(from_office_hours, to_office_hours),
        )
        return _html(await _listed(request, reads, query, language), language)


async def _listed(request: Request[Any, Any, Any], reads: Reads, query: ListCases, language: Language) -> str:
    """The page of a list, whose links keep the filters that were sent."""
    page = page_of(await reads.cases.cases(query), _PAGE, key_of)
    sent = request.query_params
    chosen = {name: sent[name] for name in sent if name not in ("cursor", "lang")}
    link = partial(_link, chosen, language)
    return render(
        "questions.html",
        language,
        page=page,
        query=query,
        states=STATES,
        names=await _names(reads, query),
        link=link,
        languages=lambda code: link(lang=code),
    )


def _link(chosen: Mapping[str, str], language: Language, **changes: object) -> str:
    """The address of this list with other filters; None removes one."""
    wanted = {**chosen, "lang": language, **changes}
    return "?" + urlencode({name: value for name, value in wanted.items() if value is not None})


async def _names(reads: Reads, query: ListCases) -> dict[str, str | None]:
    """Who is filtered for, by name."""
    found: dict[str, str | None] = {}
    if query.agency_id is not None:
        only = Viewer(sees_all=False, agency_id=query.agency_id)
        agencies = await reads.figures.agencies(ListFigures(viewer=only, at=query.at, limit=_PAGE))
        named = [view.name for _, view in agencies if view.agency_id == query.agency_id]
        found["agency_id"] = named[0] if named else None
    if query.press_agency_id is not None:
        only = Viewer(sees_all=False, press_agency_id=query.press_agency_id)
        newsrooms = await reads.figures.press_agencies(ListFigures(viewer=only, at=query.at, limit=1))
        found["press_agency_id"] = newsrooms[0][1].name if newsrooms else None
    return found


class AssetsController(Controller):
    """Scripts and styles, which hold no figure."""

    path = "/static"
    include_in_schema = False

    @get("/{name:str}", guards=[public], sync_to_thread=False)
    def file(self, name: FromPath[str]) -> Response[bytes]:
        """One of ours or of those that are shipped with it."""
        if name not in TYPES:
            raise Problem(NOT_FOUND)
        kept = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(asset(name), media_type=TYPES[name], headers=kept)
