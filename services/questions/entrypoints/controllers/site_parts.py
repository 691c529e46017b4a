"""What the pages of the answers site share: addresses, languages, what somebody has chosen."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from services.questions.adapters.public_queries import PublicFilter, PublicQueries
from services.questions.application.public_record import PublicRecord, Result
from services.questions.entrypoints.pages.rendering import render
from shared.clock import PROVINCE_ZONE
from shared.i18n import N_, Language
from shared.web.errors import language_of
from shared.web.kinds import INVALID_PARAMETER
from shared.web.problems import Problem, Violation

HOME = "/questions/answers"
"""Permanent: an answer is cited by this address with its code, and no version of the API is part of it."""

Site = NamedDependency[SkipValidation[PublicQueries]]
Base = NamedDependency[SkipValidation[str]]
Lang = Annotated[Literal["vi", "en"] | None, QueryParameter(description="Instead of Accept-Language.")]
_UUID = "^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})?$"
_DAY = r"^(\d{4}-\d{2}-\d{2})?$"
# A form sends what was not chosen as an empty text.
OfAgency = Annotated[str, QueryParameter(pattern=_UUID, description="Of one agency only.")]
OfResult = Annotated[Literal["", "answered", "partly", "refused"], QueryParameter(description="With it.")]
Since = Annotated[str, QueryParameter(name="from", pattern=_DAY, description="Published then or later.")]
Until = Annotated[str, QueryParameter(name="to", pattern=_DAY, description="Published then or before.")]
Words = Annotated[
    str, QueryParameter(max_length=200, description="With or without accents; `-word` leaves out.")
]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the form sent."""

    q: str
    agency_id: str
    result: str
    since: str
    until: str
    lang: Language | None

    def wanted(self) -> PublicFilter:
        """As the query knows it; raises Problem 400 for a day that there is not."""
        since, until = span(_day("from", self.since), _day("to", self.until))
        return PublicFilter(
            q=" ".join(self.q.split()) or None,
            agency_id=UUID(self.agency_id) if self.agency_id else None,
            result=Result(self.result) if self.result else None,
            since=since,
            until=until,
        )

    def named(self) -> dict[str, str | None]:
        """By the names of the form's fields."""
        return {
            "q": self.q,
            "agency_id": self.agency_id,
            "result": self.result,
            "from": self.since,
            "to": self.until,
            "lang": self.lang,
        }


def _day(field: str, text: str) -> date | None:
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError as error:
        violation = Violation(field, N_("not a day such as 2026-09-21"))
        raise Problem(INVALID_PARAMETER, violations=[violation]) from error
    return found


def span(first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
    """From the begin of the first day to the end of the last, exclusive; open where there is none."""
    after = None if last in (None, date.max) else last + timedelta(days=1)
    return _start(first), _start(after)


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, PROVINCE_ZONE)


def has(request: Request[Any, Any, Any], etag: str) -> bool:
    """Whether If-None-Match names this ETag (RFC 9110 section 13.1.2)."""
    sent = request.headers.get("if-none-match", "")
    return sent == "*" or etag in [each.strip().removeprefix("W/") for each in sent.split(",")]


def address(path: str, **values: str | None) -> str:
    """The path with the parameters that say something."""
    query = urlencode({key: value for key, value in values.items() if value})
    return f"{path}?{query}" if query else path


def shown(
    request: Request[Any, Any, Any], template: str, lang: Language | None, *, status: int = 200, **values: Any
) -> Response[str]:
    """A page in the language that was chosen, or that the browser asks for."""
    language = lang or language_of(request)
    other: Language = "en" if language == "vi" else "vi"
    here = {**request.query_params, "lang": other}
    html = render(
        template,
        language,
        home=HOME,
        in_language=_keeping(lang),
        other_language=f"?{urlencode(here)}",
        **values,
    )
    headers = {"content-language": language, "vary": "Accept-Language", "cache-control": "public, no-cache"}
    return Response(html, status_code=status, media_type="text/html", headers=headers)


def _keeping(lang: Language | None) -> Callable[[str], str]:
    """Adds a chosen language to an address."""

    def in_language(path: str) -> str:
        return path if lang is None else f"{path}{'&' if '?' in path else '?'}lang={lang}"

    return in_language


def place(record: PublicRecord) -> tuple[datetime, UUID]:
    """Where a page of the list ends."""
    return record.published_at, record.question_id
