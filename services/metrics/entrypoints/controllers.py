"""HTTP in: the totals, and the figures of each agency and press agency that the caller may see."""

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

import msgspec
from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from services.metrics.adapters.queries import SqlFigures
from services.metrics.application.commands import ListFigures, Viewer
from services.metrics.application.views import AgencyView, OverviewView, PressAgencyView
from services.metrics.entrypoints.freshness import NOT_MODIFIED, fresh
from services.metrics.entrypoints.schemas import IfNoneMatch, Words
from shared.text import fold
from shared.web.auth import Principal, Role, requires
from shared.web.pagination import DEFAULT_LIMIT, Cursor, Limit, Page, decode, page_of
from shared.web.principal import ROLES

T = TypeVar("T")
Figures = NamedDependency[SkipValidation[SqlFigures]]
Now = NamedDependency[SkipValidation[datetime]]

SEE_ALL = frozenset({Role.leader, Role.department_officer, Role.auditor, Role.administrator})
_NO_INSTANT = datetime(1, 1, 1, tzinfo=UTC)


class FiguresController(Controller):
    """Who asked, who answered, and who answered on time."""

    tags = ("figures",)
    guards = (requires(*ROLES),)

    @get("/overview", operation_id="ReadOverview", summary="The totals", responses=NOT_MODIFIED)
    async def overview(
        self, figures: Figures, now: Now, if_none_match: IfNoneMatch = None
    ) -> Response[OverviewView]:
        """Of all agencies and press agencies together, the same for every caller."""
        view = await figures.overview(now)
        return fresh(view, msgspec.structs.replace(view, at=_NO_INSTANT), if_none_match)

    @get("/agencies", operation_id="ListAgencyFigures", summary="By state agency", responses=NOT_MODIFIED)
    async def agencies(
        self,
        principal: NamedDependency[Principal],
        figures: Figures,
        now: Now,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
        if_none_match: IfNoneMatch = None,
    ) -> Response[Page[AgencyView]]:
        """By name. Leaders, department officers, auditors and administrators see all; others their own."""
        rows = await figures.agencies(_wanted(principal, now, q, cursor, limit))
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
        figures: Figures,
        now: Now,
        q: Words = None,
        cursor: Cursor = None,
        limit: Limit = DEFAULT_LIMIT,
        if_none_match: IfNoneMatch = None,
    ) -> Response[Page[PressAgencyView]]:
        """By name. Leaders, department officers, auditors and administrators see all; others their own."""
        rows = await figures.press_agencies(_wanted(principal, now, q, cursor, limit))
        page = page_of(rows, limit, lambda row: (row[0], row[1].press_agency_id))
        return _listed(page, if_none_match)


def viewer_of(principal: Principal) -> Viewer:
    """What of the figures the caller may see."""
    return Viewer(
        sees_all=not SEE_ALL.isdisjoint(principal.roles),
        agency_id=principal.agency_id,
        press_agency_id=principal.press_agency_id,
    )


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


CONTROLLERS = (FiguresController,)
