"""Every table as a file."""

from collections.abc import AsyncIterator
from datetime import datetime
from types import GenericAlias
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Stream

from services.metrics.adapters.queries.cases import key_of
from services.metrics.application import views
from services.metrics.application.commands import ListCases, ListFigures, ReadSeries, Viewer
from services.metrics.entrypoints import schemas
from services.metrics.entrypoints.controllers.dependencies import (
    SEE_CASES,
    Now,
    Reading,
    Reads,
    viewer_of,
)
from services.metrics.entrypoints.controllers.series import hours, monday
from services.metrics.entrypoints.exporting import TYPES, FileFormat, written
from shared.web.auth import Principal, requires
from shared.web.principal import ROLES

_PAGE = 500


def _told(view: type[msgspec.Struct]) -> dict[str, Any]:
    """Of the two types of a file, Litestar describes the one and shared/web the other."""
    rows: Any = GenericAlias(list, (view,))
    described = {200: ResponseSpec(rows, description="The file, as an attachment.")}
    return {"responses": described, "opt": {"files": (TYPES["csv"],)}}


class ExportsController(Controller):
    """CSV or JSON, of no more than the caller may see as pages."""

    tags = ("exports",)
    guards = (requires(*ROLES),)

    @get(
        "/exports/overview",
        operation_id="ExportOverview",
        summary="The totals as a file",
        **_told(views.OverviewView),
    )
    async def overview(self, reads: Reading, now: Now, form: schemas.Format = "csv") -> Stream:
        """One row."""

        async def rows() -> AsyncIterator[msgspec.Struct]:
            yield await reads.figures.overview(now)

        return await _file("overview", rows(), views.OverviewView, form)

    @get(
        "/exports/agencies",
        operation_id="ExportAgencyFigures",
        summary="State agencies as a file",
        **_told(views.AgencyView),
    )
    async def agencies(
        self, principal: NamedDependency[Principal], reads: Reading, now: Now, form: schemas.Format = "csv"
    ) -> Stream:
        """By name."""
        rows = _pages(reads.figures.agencies, viewer_of(principal), now, "agency_id")
        return await _file("agencies", rows, views.AgencyView, form)

    @get(
        "/exports/press-agencies",
        operation_id="ExportPressAgencyFigures",
        summary="Newsrooms as a file",
        **_told(views.PressAgencyView),
    )
    async def press_agencies(
        self, principal: NamedDependency[Principal], reads: Reading, now: Now, form: schemas.Format = "csv"
    ) -> Stream:
        """By name."""
        rows = _pages(reads.figures.press_agencies, viewer_of(principal), now, "press_agency_id")
        return await _file("press-agencies", rows, views.PressAgencyView, form)

    @get("/exports/trend", operation_id="ExportTrend", summary="ISO weeks as a file", **_told(views.WeekView))
    async def trend(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        weeks: schemas.Weeks = 26,
        agency_id: schemas.OfAgency = None,
        form: schemas.Format = "csv",
    ) -> Stream:
        """From the first week to this."""
        query = ReadSeries(viewer=viewer_of(principal), at=now, agency_id=agency_id, weeks=weeks)
        return await _file("trend", _each(await reads.series.trend(query)), views.WeekView, form)

    @get(
        "/exports/response-times",
        operation_id="ExportResponseTimes",
        summary="Response times as a file",
        **_told(views.TimesView),
    )
    async def response_times(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        agency_id: schemas.OfAgency = None,
        form: schemas.Format = "csv",
    ) -> Stream:
        """A row for each class."""
        query = ReadSeries(viewer=viewer_of(principal), at=now, agency_id=agency_id)
        rows = _each(await reads.series.response_times(query))
        return await _file("response-times", rows, views.TimesView, form)

    @get(
        "/exports/questions",
        operation_id="ExportQuestionsBehindFigures",
        summary="The questions behind a figure as a file",
        **_told(views.CaseView),
        guards=[requires(*SEE_CASES)],
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
        form: schemas.Format = "csv",
    ) -> Stream:
        """Codes and dates, latest first, never texts."""
        query = ListCases(
            viewer=viewer_of(principal),
            at=now,
            limit=_PAGE,
            state=in_state,
            agency_id=agency_id,
            press_agency_id=press_agency_id,
            week=monday(week),
            office_hours=hours(from_office_hours, to_office_hours),
        )
        return await _file("questions", _cases(reads, query), views.CaseView, form)


async def _pages(read: Any, viewer: Viewer, now: datetime, name: str) -> AsyncIterator[msgspec.Struct]:
    after: tuple[str, UUID] | None = None
    while True:
        rows = await read(ListFigures(viewer=viewer, at=now, limit=_PAGE, after=after))
        for _, view in rows[:_PAGE]:
            yield view
        if len(rows) <= _PAGE:
            return
        key, last = rows[_PAGE - 1]
        after = (key, getattr(last, name))


async def _cases(reads: Reads, query: ListCases) -> AsyncIterator[msgspec.Struct]:
    while True:
        rows = await reads.cases.cases(query)
        for view in rows[:_PAGE]:
            yield view
        if len(rows) <= _PAGE:
            return
        query = msgspec.structs.replace(query, after=key_of(rows[_PAGE - 1]))


async def _each(rows: Any) -> AsyncIterator[msgspec.Struct]:
    for view in rows:
        yield view


async def _again(
    first: msgspec.Struct | None, rest: AsyncIterator[msgspec.Struct]
) -> AsyncIterator[msgspec.Struct]:
    if first is not None:
        yield first
    async for view in rest:
        yield view


async def _file(
    name: str, rows: AsyncIterator[msgspec.Struct], kind: type[msgspec.Struct], form: FileFormat
) -> Stream:
    # Before the answer begins: a database that is away is a problem, not an empty file.
    first = await anext(rows, None)
    disposition = f'attachment; filename="cau-noi-{name}.{form}"'
    return Stream(
        written(_again(first, rows), kind, form),
        media_type=TYPES[form],
        headers={"content-disposition": disposition},
    )
