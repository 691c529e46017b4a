"""Statements that read for the views, each a transaction of its own."""

from services.events.adapters.queries.door import DoorQueries
from services.events.adapters.queries.notices import NoticeQueries
from shared.persistence import Database


class Queries(NoticeQueries, DoorQueries):
    """All reads of this service."""


__all__ = ["Database", "Queries"]
