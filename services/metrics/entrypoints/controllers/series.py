"""Figures over weeks and by response time, and the questions behind any figure."""

from datetime import date, datetime, timedelta
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from services.metrics.adapters.queries.cases import key_of
from services.metrics.application.commands import ListCases, ReadSeries
from services.metrics.application.views import CaseView, TimesView, WeekView
from services.metrics.entrypoints import schemas
from services.metrics.entrypoints.controllers.dependencies import SEE_CASES, Now, Reading, viewer_of
from services.metrics.entrypoints.freshness import NOT_MODIFIED, fresh
from shared.i18n import N_
from shared.web.auth import Principal, requires
from shared.web.kinds import INVALID_PARAMETER
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of
from shared.web.principal import ROLES
from shared.web.problems import Problem, Violation

_YEARS = range(2020, 2200)


class SeriesController(Controller):
    """Of all for leaders, department officers, auditors and administrators; of their own for others."""

    tags = ("figures",)
    guards = (requires(*ROLES),)

    @get("/trend", operation_id="ReadTrend", summary="By ISO week", responses=NOT_MODIFIED)
    async def trend(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        weeks: schemas.Weeks = 26,
        agency_id: schemas.OfAgency = None,
        if_none_match: schemas.IfNoneMatch = None,
    ) -> Response[list[WeekView]]:
        """What became of the questions submitted in each week; weeks begin on Monday in the province."""
        query = ReadSeries(viewer=viewer_of(principal), at=now, agency_id=agency_id, weeks=weeks)
        found = await reads.series.trend(query)
        return fresh(found, found, if_none_match)

    @get(
        "/response-times",
        operation_id="ReadResponseTimes",
        summary="By response time",
        responses=NOT_MODIFIED,
    )
    async def response_times(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        agency_id: schemas.OfAgency = None,
        if_none_match: schemas.IfNoneMatch = None,
    ) -> Response[list[TimesView]]:
        """Published answers in classes of office hours, as the questions service counted them."""
        query = ReadSeries(viewer=viewer_of(principal), at=now, agency_id=agency_id)
        found = await reads.series.response_times(query)
        return fresh(found, found, if_none_match)


class CasesController(Controller):
    """Which questions a figure counts."""

    tags = ("figures",)
    guards = (requires(*SEE_CASES),)

    @get(
        "/questions",
        operation_id="ListQuestionsBehindFigures",
        summary="The questions behind a figure",
        responses=NOT_MODIFIED,
    )
    async def questions(  # noqa: PLR0913 - a declaration of what can be asked for
        self,
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
        limit: Limit = DEFAULT_LIMIT,
        if_none_match: schemas.IfNoneMatch = None,
    ) -> Response[Page[CaseView]]:
        """Codes and dates, latest first, never texts; people of an agency or a newsroom read their own."""
        query = ListCases(
            viewer=viewer_of(principal),
            at=now,
            limit=limit,
            after=after(cursor),
            state=in_state,
            agency_id=agency_id,
            press_agency_id=press_agency_id,
            week=monday(week),
            office_hours=hours(from_office_hours, to_office_hours),
        )
        page = page_of(await reads.cases.cases(query), limit, key_of)
        return fresh(page, page, if_none_match)


def after(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The sort key in the cursor; raises Problem when it is forged."""
    key = decode(cursor, datetime, UUID)
    return None if key is None else (key[0], key[1])


def monday(day: date | None) -> date | None:
    """The first day of the ISO week of a day; raises Problem for one that no question was submitted on."""
    if day is None:
        return None
    if day.year not in _YEARS:
        violation = Violation("week", N_("not a week in which the network was there"))
        raise Problem(INVALID_PARAMETER, violations=[violation])
    return day - timedelta(days=day.weekday())


def hours(start: int | None, end: int | None) -> tuple[int, int | None] | None:
    """A class of response times; None when neither bound is wanted."""
    return None if start is None and end is None else (start or 0, end)
