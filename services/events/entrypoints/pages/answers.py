"""A page as an answer, and a refusal as a page that a person can read."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from litestar import Request, Response
from litestar.params import QueryParameter

from services.events.domain.errors import DomainError
from services.events.entrypoints.pages.rendering import render
from shared.i18n import Language
from shared.web import problems
from shared.web.auth import Principal
from shared.web.problems import Problem

HTML = "text/html"
Chosen = Annotated[
    Literal["vi", "en"] | None, QueryParameter(description="The language, instead of Accept-Language.")
]


def page(name: str, request: Request[Any, Any, Any], language: Language, **values: object) -> Response[str]:
    """A page with a link to itself in the other language."""
    other = "en" if language == "vi" else "vi"
    query = [(key, value) for key, value in request.query_params.items() if key != "lang"]
    address = "?" + "&".join(f"{quote(key)}={quote(str(value))}" for key, value in [*query, ("lang", other)])
    html = render(name, language, other_language=address, **values)
    return Response(html, media_type=HTML, headers=_headers(language))


def refused(
    error: DomainError | Problem,
    request: Request[Any, Any, Any],
    visitor: Principal | None,
    language: Language,
) -> Response[str]:
    """The problem in words; whoever has not signed in is offered to."""
    problem = error if isinstance(error, Problem) else problems.from_domain(error)
    said = problem.document(language)
    sign_in = quote(request.scope["path"]) if visitor is None else None
    html = render("refusal.html", language, title=said.title, detail=said.detail, sign_in=sign_in)
    return Response(html, status_code=said.status, media_type=HTML, headers=_headers(language))


def _headers(language: Language) -> dict[str, str]:
    return {"content-language": language, "vary": "Accept-Language"}
