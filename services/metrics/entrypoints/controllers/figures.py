"""The totals, the figures of each agency and press agency that the caller may see, and the public edition."""

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency

from services.metrics.application.commands import ListFigures
from services.metrics.application.views import (
    AgencyView,
    DutiesView,
    OverviewView,
    PressAgencyView,
    PublicView,
)
from services.metrics.entrypoints.controllers.dependencies import SEE_ALL, Now, Reading, viewer_of
from services.metrics.entrypoints.freshness import NOT_MODIFIED, fresh
from services.metrics.entrypoints.schemas import IfNoneMatch, Words
from shared.text import fold
from shared.web.auth import Principal, public, requires
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of
from shared.web.principal import ROLES

T = TypeVar("T")
_NO_INSTANT = datetime(1, 1, 1, tzinfo=UTC)


class FiguresController(Controller):
    """Who asked, who answered, and who answered on time; what newsrooms made of releases."""

    tags = ("figures",)
    guards = (requires(*ROLES),)

    @get("/overview", operation_id="ReadOverview", summary="The totals", responses=NOT_MODIFIED)
    async def overview(
        self, reads: Reading, now: Now, if_none_match: IfNoneMatch = None
    ) -> Response[OverviewView]:
        """Of all agencies and press agencies together, the same for every caller."""
        view = await reads.figures.overview(now)
        return fresh(view, msgspec.structs.replace(view, at=_NO_INSTANT), if_none_match)

    @get(
        "/duties",
        operation_id="ReadDuties",
        summary="Duties of the law",
        guards=[requires(*SEE_ALL)],
        responses=NOT_MODIFIED,
    )
    async def duties(self, reads: Reading, if_none_match: IfNoneMatch = None) -> Response[DutiesView]:
        """Kept and broken, of all together; counts only, and no person behind any of them."""
        view = await reads.figures.duties()
        return fresh(view, view, if_none_match)

    @get("/agencies", operation_id="ListAgencyFigures", summary="By state agency", responses=NOT_MODIFIED)
    async def agencies(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
        if_none_match: IfNoneMatch = None,
    ) -> Response[Page[AgencyView]]:
        """By name. Leaders, department officers, auditors and administrators see all; others their own."""
        rows = await reads.figures.agencies(_wanted(principal, now, q, cursor, limit))
        page = page_of(rows, limit, lambda row: (row[0], row[1].agency_id))
        return _listed(page, if_none_match)

    @get(
        "/press-agencies",
        operation_id="ListPressAgencyFigures",
        summary="By press agency",
        responses=NOT_MODIFIED,
    )
    async def press_agencies(
        self,
        principal: NamedDependency[Principal],
        reads: Reading,
        now: Now,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
        if_none_match: IfNoneMatch = None,
    ) -> Response[Page[PressAgencyView]]:
        """By name. Leaders, department officers, auditors and administrators see all; others their own."""
        rows = await reads.figures.press_agencies(_wanted(principal, now, q, cursor, limit))
        page = page_of(rows, limit, lambda row: (row[0], row[1].press_agency_id))
        return _listed(page, if_none_match)


class PublicController(Controller):
    """What everyone may know."""

    tags = ("public",)

    @get(
        "/public",
        operation_id="ReadPublicEdition",
        summary="The public edition",
        guards=[public],
        responses=NOT_MODIFIED,
    )
    async def edition(
        self, reads: Reading, now: Now, if_none_match: IfNoneMatch = None
    ) -> Response[PublicView]:
        """Counts from one to four are null; agencies with fewer than five published answers are pooled."""
        view = await reads.edition.read(now)
        return fresh(view, msgspec.structs.replace(view, at=_NO_INSTANT), if_none_match)


def _wanted(
    principal: Principal, now: datetime, q: str | None, cursor: str | None, limit: int
) -> ListFigures:
    after = decode(cursor, str, UUID)
    return ListFigures(
        viewer=viewer_of(principal),
        at=now,
        limit=limit,
        after=None if after is None else (after[0], after[1]),
        search=fold(q or "").strip(),
    )


def _listed(rows: Page[tuple[str, T]], known: str | None) -> Response[Page[T]]:
    page = Page([view for _, view in rows.items], rows.next_cursor)
    return fresh(page, page, known)
