"""What the scoreboard shows, gathered at one instant."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from services.metrics.application.commands import ListFigures, ReadSeries, Viewer
from services.metrics.application.views import (
    AgencyView,
    DutiesView,
    OverviewView,
    PressAgencyView,
    TimesView,
    WeekView,
)
from services.metrics.entrypoints.controllers.dependencies import Reads

WEEKS = 26
MOST = 1000
"""More agencies or newsrooms than any province has; the files have no such limit."""
_NO_INSTANT = datetime(1, 1, 1, tzinfo=UTC)


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    whole: OverviewView
    agencies: list[AgencyView]
    newsrooms: list[PressAgencyView]
    weeks: list[WeekView]
    times: list[TimesView]
    duties: DutiesView

    @property
    def essence(self) -> tuple[Any, ...]:
        """What makes it another board; the instant alone does not."""
        whole = msgspec.structs.replace(self.whole, at=_NO_INSTANT)
        return (whole, self.agencies, self.newsrooms, self.weeks, self.times, self.duties)

    @property
    def waiting(self) -> int:
        """How many facts wait for an event."""
        return sum(getattr(self.whole.waiting, name) for name in self.whole.waiting.__struct_fields__)


async def gathered(reads: Reads, viewer: Viewer, now: datetime) -> Board:
    """For a viewer who sees all: agencies by rank and then by questions, newsrooms by items and questions."""
    listing = ListFigures(viewer=viewer, at=now, limit=MOST)
    series = ReadSeries(viewer=viewer, at=now, weeks=WEEKS)
    agencies = [view for _, view in await reads.figures.agencies(listing)]
    newsrooms = [view for _, view in await reads.figures.press_agencies(listing)]
    return Board(
        whole=await reads.figures.overview(now),
        # Sorting is stable: equals stay in the order of their names.
        agencies=sorted(agencies, key=lambda one: (one.rank or MOST, -one.asked, -one.releases)),
        newsrooms=sorted(newsrooms, key=lambda one: (-one.published_items, -one.asked)),
        weeks=await reads.series.trend(series),
        times=await reads.series.response_times(series),
        duties=await reads.figures.duties(),
    )
