"""What this service can be told to do."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from shared.contracts.event import Event

Received = tuple[UUID, Event]
"""An event as it came off the bus, after its ce-id."""


class ApplyEvents(msgspec.Struct, frozen=True):
    """Merge these events into a projection, in one transaction."""

    received: Sequence[Received]


class ChangeStanding(msgspec.Struct, frozen=True, kw_only=True):
    """Record that an account is suspended since an instant, or may act again since then."""

    account_id: UUID
    suspended: bool
    since: datetime
    version: int


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks for figures: `sees_all`, or only the own agency and press agency.

    `handles`: may know who asks what before it is public, of all questions or of his own.
    """

    sees_all: bool
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    handles: bool = False


class ListFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One page of figures at `at`, after the row with this name key and id; `search` is folded text."""

    viewer: Viewer
    at: datetime
    limit: int
    after: tuple[str, UUID] | None = None
    search: str = ""


class ReadSeries(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over time at `at`, of all or of one agency; of no more than the viewer may see."""

    viewer: Viewer
    at: datetime
    agency_id: UUID | None = None
    weeks: int = 26


Judged = Literal[
    "answered",
    "refused",
    "on_time",
    "late",
    "awaiting_publication",
    "open",
    "open_late",
    "withdrawn",
    "merged",
]


class ListCases(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the questions behind a figure at `at`, latest first, after the one with this key.

    `week` is the Monday of an ISO week; `office_hours` a class of response times, the end None without bound.
    """

    viewer: Viewer
    at: datetime
    limit: int
    after: tuple[datetime, UUID] | None = None
    state: Judged | None = None
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None
    week: date | None = None
    office_hours: tuple[int, int | None] | None = None
