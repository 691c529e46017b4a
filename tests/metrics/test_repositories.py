"""The projection in PostgreSQL merges as the model does, and counts a message once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from random import Random
from uuid import UUID

import pytest

from services.metrics.adapters.orm import LIVE, METADATA, TABLES, columns
from services.metrics.adapters.rows import rows
from services.metrics.adapters.unit_of_work import MetricsUnitOfWork
from services.metrics.application.commands import ApplyEvents, Received
from services.metrics.application.handlers import apply_events, folded
from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database
from shared.persistence.migrations import differences
from tests.metrics.histories import NOW, history, released, submitted
from tests.metrics.projections import as_received, expected, stored

pytestmark = pytest.mark.usefixtures("servers")


def uow(database: Database) -> MetricsUnitOfWork:
    return MetricsUnitOfWork(database, FixedClock(NOW))


async def apply(database: Database, received: Sequence[Received]) -> None:
    await apply_events(ApplyEvents(received), uow(database))


def told(seed: int, count: int = 40) -> list[Received]:
    return as_received(history(seed, count))


async def test_a_failed_batch_leaves_nothing_behind(
    database: Callable[[str], Database],
) -> None:
    own = database("metrics")
    too_long = released(1, by=2, minutes=2**40)
    with pytest.raises(Exception, match="int32"):
        await apply(own, [(uuid7(), submitted(1)), (uuid7(), too_long)])
    assert await own.fetch(f"SELECT FROM {LIVE}.question") == []
    assert await own.fetch(f"SELECT FROM {LIVE}.inbox") == []


@pytest.mark.parametrize("seed", range(6))
async def test_any_order_in_any_batches_with_repeats_is_stored_as_the_model_says(
    database: Callable[[str], Database], seed: int
) -> None:
    own, random, messages = database("metrics"), Random(seed), told(seed)
    arriving = messages + random.choices(messages, k=30)
    random.shuffle(arriving)
    while arriving:
        size = random.randrange(1, 60)
        await apply(own, arriving[:size])
        arriving = arriving[size:]
    assert await stored(own) == expected(messages)


async def test_five_deliveries_write_once(
    database: Callable[[str], Database],
) -> None:
    own, messages = database("metrics"), told(1)
    await apply(own, messages)
    before = await own.fetch(f"SELECT xmin, * FROM {LIVE}.question ORDER BY id")
    for _ in range(4):
        await apply(own, messages)
    assert await own.fetch(f"SELECT xmin, * FROM {LIVE}.question ORDER BY id") == before
    assert len(await own.fetch(f"SELECT FROM {LIVE}.inbox")) == len(messages)


async def test_writers_of_the_same_questions_do_not_deadlock(
    database: Callable[[str], Database],
) -> None:
    own, messages = database("metrics"), told(2, 120)
    orders = [Random(seed).sample(messages, len(messages)) for seed in range(6)]
    await asyncio.gather(*(apply(own, order) for order in orders))
    assert await stored(own) == expected(messages)


async def test_an_empty_batch_is_no_error(database: Callable[[str], Database]) -> None:
    own = database("metrics")
    await apply(own, [])
    assert await stored(own) == expected([])


def test_times_and_ids_are_what_the_driver_takes() -> None:
    written = rows(folded(told(3)))
    assert list(written) == list(TABLES)
    kinds = {type(value) for table in written.values() for row in table for value in row if value is not None}
    assert kinds <= {UUID, str, int, bool, datetime}


async def test_the_migrations_make_the_tables_that_the_code_means(
    database: Callable[[str], Database], database_urls: Mapping[str, str]
) -> None:
    assert await differences(database_urls["metrics"], METADATA) == []
    rows = await database("metrics").fetch(
        "SELECT table_name, column_name, udt_name FROM information_schema.columns WHERE table_schema = $1",
        LIVE,
    )
    found = {(row["table_name"], row["column_name"]): row["udt_name"] for row in rows}
    names = {"bigint": "int8", "integer": "int4", "boolean": "bool"}
    assert {key: kind for key, kind in found.items() if key[0] != "inbox"} == {
        (table, column): names.get(kind, kind)
        for table, registers in TABLES.items()
        for column, kind in columns(registers).items()
    }
