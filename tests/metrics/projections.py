"""What a projection in PostgreSQL holds, and what it should."""

from collections.abc import Iterable, Sequence
from typing import Any

from services.metrics.adapters.orm import LIVE, TABLES, columns
from services.metrics.adapters.rows import rows
from services.metrics.application.commands import Received
from services.metrics.application.handlers import folded
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.persistence import Database

Rows = dict[str, list[tuple[Any, ...]]]


async def stored(database: Database) -> Rows:
    """Every row of the live projection but the inbox's, by table, in the order of ids."""
    found = {}
    for table, registers in TABLES.items():
        names = ", ".join(columns(registers))
        there = await database.fetch(f"SELECT {names} FROM {LIVE}.{table} ORDER BY id")
        found[table] = [tuple(row) for row in there]
    return found


def expected(received: Sequence[Received]) -> Rows:
    """What the model says should be there."""
    return {table: [] for table in TABLES} | rows(folded(received))


def as_received(events: Iterable[Event]) -> list[Received]:
    """Events with ids."""
    return [(uuid7(), event) for event in events]
