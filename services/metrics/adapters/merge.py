"""The one statement that merges a batch into a projection; domain.model.merging.latest, said in SQL."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from services.metrics.adapters.orm import TABLES, Registers, columns
from services.metrics.adapters.rows import rows
from services.metrics.domain.model.projection import Projection


def merging(schema: str, projection: Projection, causes: Sequence[UUID]) -> tuple[str, tuple[object, ...]]:
    """The statement and its parameters; tables of which the batch says nothing are not in it."""
    filled = rows(projection)
    arrays = (array for table in filled for array in zip(*filled[table], strict=True))
    return _statement(schema, tuple(filled)), (sorted(causes), *arrays)


@lru_cache(maxsize=256)
def _statement(schema: str, tables: tuple[str, ...]) -> str:
    """Takes the causes, then an array per column of each table; a row with nothing new is not written."""
    parts = [f"INSERT INTO {schema}.inbox (cause) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"]
    number = 2
    for table in tables:
        parts.append(_merge(schema, table, TABLES[table], number))
        number += len(columns(TABLES[table]))
    named = ", ".join(f"part{index} AS ({part})" for index, part in enumerate(parts))
    # None of them is the main statement, which runs first: all batches lock tables in the same order.
    return f"WITH {named} SELECT 1"


def _merge(schema: str, table: str, registers: Registers, number: int) -> str:
    types = columns(registers)
    arrays = ", ".join(f"${number + index}::{kind}[]" for index, kind in enumerate(types.values()))
    changes = [
        f"{column} = CASE WHEN excluded.{version} > t.{version} THEN excluded.{column} ELSE t.{column} END"
        for version, governed in registers.items()
        for column in (*governed, version)
    ]
    newer = " OR ".join(f"excluded.{version} > t.{version}" for version in registers)
    return (
        f"INSERT INTO {schema}.{table} AS t ({', '.join(types)}) "  # noqa: S608 - names come from orm.TABLES
        f"SELECT * FROM unnest({arrays}) "
        f"ON CONFLICT (id) DO UPDATE SET {', '.join(changes)} WHERE {newer}"
    )
