"""Repositories live as long as a transaction: made when asked for, and gone with it, without a collector."""

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from shared.clock import FixedClock
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.bound import bound

made: list[str] = []


class Shelf:
    """A repository that refers to its unit, as all do."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self.uow = uow
        made.append("shelf")


class Unit(SqlUnitOfWork):
    """A unit with one repository."""

    shelf = bound(Shelf)


@pytest.fixture
def unit() -> Iterator[Unit]:
    made.clear()
    gc.disable()
    yield Unit(
        Database("postgresql://nobody@127.0.0.1:1/none"), FixedClock(datetime(2026, 8, 17, tzinfo=UTC))
    )
    gc.enable()


async def test_outside_a_transaction_there_is_none(unit: Unit) -> None:
    with pytest.raises(RuntimeError, match="shelf"):
        _ = unit.shelf
    async with unit:
        assert unit.shelf.uow is unit
    with pytest.raises(RuntimeError, match="shelf"):
        _ = unit.shelf


async def test_one_is_made_for_each_transaction_that_asks(unit: Unit) -> None:
    async with unit:
        pass
    assert made == []
    for _ in range(2):
        async with unit:
            first = unit.shelf
            async with unit:
                assert unit.shelf is first
    assert made == ["shelf", "shelf"]


@pytest.mark.parametrize("fails", [False, True])
async def test_it_goes_at_once_with_its_transaction(unit: Unit, fails: bool) -> None:
    try:
        async with unit:
            seen = weakref.ref(unit.shelf)
            if fails:
                raise ValueError
    except ValueError:
        pass
    assert seen() is None
