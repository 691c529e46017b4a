"""Rows gathered while a command runs, written by one statement at its end (docs/adr/0004)."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import JSON, String, Table
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.types import TypeEngine

_DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
_MOST_PARAMETERS = 30_000  # PostgreSQL counts parameters in 16 bits

Shape = tuple[Table, tuple[str, ...], int]
Processor = Callable[[object], object]


@cache
def _processors(table: Table, columns: tuple[str, ...]) -> tuple[Processor | None, ...]:
    """How a value becomes what the driver takes, by the column's type."""
    return tuple(_processor(table.c[name].type) for name in columns)


def _processor(kind: TypeEngine[Any]) -> Processor | None:
    if isinstance(kind, JSON):
        return _json
    processor: Processor | None = kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return processor


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


class Condition(msgspec.Struct, frozen=True):
    """A SELECT that finds one row as long as what a command has assumed is so."""

    statement: str
    parameters: tuple[object, ...]


@lru_cache(maxsize=512)
def _text(shapes: tuple[Shape, ...]) -> str:
    """One INSERT per shape, all but the last as data-modifying CTEs; PostgreSQL infers types by column."""
    parts, number = [], 0
    for table, columns, count in shapes:
        rows = []
        for _ in range(count):
            rows.append(", ".join(f"${number + index + 1}" for index in range(len(columns))))
            number += len(columns)
        parts.append(f"{_into(table, columns)} VALUES {', '.join(f'({row})' for row in rows)}")
    heads = ", ".join(f"g{index} AS ({part})" for index, part in enumerate(parts[:-1]))
    return f"WITH {heads} {parts[-1]}" if heads else parts[-1]


@lru_cache(maxsize=512)
def _conditional_text(shapes: tuple[Shape, ...], condition: str, number: int) -> str:
    """The same under a condition that has `number` parameters of its own; a row only if all were written."""
    parts = [f"held AS MATERIALIZED ({condition})"]
    for table, columns, count in shapes:
        # Several rows of one table are one INSERT, as they keep their order; a UNION needs their types.
        casts = [_base_type(table, name) if count > 1 else "" for name in columns]
        rows = []
        for _ in range(count):
            values = ", ".join(f"${number + index + 1}{cast}" for index, cast in enumerate(casts))
            rows.append(f"SELECT {values} FROM held")  # noqa: S608 - names of our own
            number += len(columns)
        parts.append(f"g{len(parts)} AS ({_into(table, columns)} {' UNION ALL '.join(rows)})")
    return f"WITH {', '.join(parts)} SELECT 1 FROM held"  # noqa: S608 - names of our own


def _base_type(table: Table, column: str) -> str:
    """As a cast; without a length, as a cast would cut what the column refuses."""
    kind = table.c[column].type
    return "::text" if isinstance(kind, String) else f"::{kind.compile(_DIALECT)}"


def _into(table: Table, columns: tuple[str, ...]) -> str:
    # Names come from Table objects and are quoted; values are parameters.
    quoted = ", ".join(_DIALECT.identifier_preparer.quote(column) for column in columns)
    return f"INSERT INTO {_DIALECT.identifier_preparer.format_table(table)} ({quoted})"


class Gathered:
    """Plain inserts in the order of their table's first row; rows of one table keep their order."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Table, tuple[str, ...]], list[tuple[object, ...]]] = {}
        self.condition: Condition | None = None
        """Without a row of this, nothing is written."""

    def __bool__(self) -> bool:
        return bool(self._rows) or self.condition is not None

    def add(self, table: Table, values: Mapping[str, object]) -> None:
        """One row; raises KeyError for a column that the table lacks."""
        columns = tuple(values)
        row = tuple(
            value if process is None or value is None else process(value)
            for process, value in zip(_processors(table, columns), values.values(), strict=True)
        )
        self._rows.setdefault((table, columns), []).append(row)

    def has(self, name: str) -> bool:
        """Whether a row of the table `name` is among them."""
        return any(table.name == name for table, _ in self._rows)

    def statements(self) -> list[tuple[str, Sequence[object]]]:
        """Usually one statement with its parameters; more only when one could not hold them all.

        Under a condition the first one has it, and finds a row if it holds.
        """
        found: list[tuple[str, Sequence[object]]] = []
        shapes: list[Shape] = []
        parameters: list[object] = [*self.condition.parameters] if self.condition else []
        for (table, columns), rows in self._rows.items():
            for start in range(0, len(rows), 500):
                chunk = rows[start : start + 500]
                if len(parameters) + len(chunk) * len(columns) > _MOST_PARAMETERS:
                    found.append((self._statement(shapes, first=not found), parameters))
                    shapes, parameters = [], []
                shapes.append((table, columns, len(chunk)))
                parameters.extend(value for row in chunk for value in row)
        found.append((self._statement(shapes, first=not found), parameters))
        return found

    def _statement(self, shapes: Sequence[Shape], *, first: bool) -> str:
        if self.condition is None or not first:
            return _text(tuple(shapes))
        return _conditional_text(tuple(shapes), self.condition.statement, len(self.condition.parameters))
