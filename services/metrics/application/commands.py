"""What this service can be told to do."""

from collections.abc import Sequence
from datetime import datetime
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
    """Who asks for figures: `sees_all`, or only the own agency and press agency."""

    sees_all: bool
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None


class ListFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One page of figures at `at`, after the row with this name key and id; `search` is folded text."""

    viewer: Viewer
    at: datetime
    limit: int
    after: tuple[str, UUID] | None = None
    search: str = ""
