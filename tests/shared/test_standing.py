"""Suspension bites within a second, whatever order its news comes in."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork, standing
from tests.shared.chassis import NOON

Unit = Callable[[], SqlUnitOfWork]


async def test_an_unknown_account_is_not_suspended(store: Database) -> None:
    assert not await standing.is_suspended(store, uuid7())


async def test_a_suspended_account_is_seen_at_the_next_reading_and_no_other_is(
    store: Database, unit: Unit
) -> None:
    account = uuid7()
    await standing.suspend(unit(), account, NOON, 3)
    standing.forget(store)
    assert await standing.is_suspended(store, account)
    assert not await standing.is_suspended(store, uuid7())


async def test_memory_answers_for_at_most_a_second(
    store: Database, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = uuid7()
    now = 1000.0
    monkeypatch.setattr("shared.persistence.standing.monotonic", lambda: now)
    assert not await standing.is_suspended(store, account)
    await standing.suspend(unit(), account, NOON, 3)
    now += 0.9
    assert not await standing.is_suspended(store, account)
    now += 0.2
    assert await standing.is_suspended(store, account)


@pytest.mark.parametrize("order", [*itertools.permutations([1, 2, 3]), (3, 2, 1, 1, 2, 3)])
async def test_any_order_with_repeats_gives_the_state_of_the_last_version(
    store: Database, unit: Unit, order: tuple[int, ...]
) -> None:
    account = uuid7()
    changes = {1: standing.suspend, 2: standing.restore, 3: standing.suspend}
    for version in order:
        await changes[version](unit(), account, NOON, version)
    standing.forget(store)
    assert await standing.is_suspended(store, account)


async def test_a_suspension_is_rolled_back_with_its_unit(store: Database, unit: Unit) -> None:
    account = uuid7()
    with pytest.raises(ZeroDivisionError):
        async with unit() as uow:
            await standing.suspend(uow, account, NOON, 1)
            raise ZeroDivisionError
    standing.forget(store)
    assert not await standing.is_suspended(store, account)


async def test_a_token_issued_before_a_revocation_is_refused_and_a_later_one_is_not(
    store: Database, unit: Unit
) -> None:
    account, now = uuid7(), datetime.now(UTC)
    for at in (now, now - timedelta(minutes=5), now - timedelta(minutes=1)):
        await standing.revoke(unit(), account, at)
    standing.forget(store)
    seconds = now.timestamp()
    assert await standing.of(store, account, seconds - 0.001) is standing.Standing.REVOKED
    assert await standing.of(store, account, seconds + 0.001) is standing.Standing.GOOD
    assert await standing.of(store, uuid7(), 0.0) is standing.Standing.GOOD


async def test_who_is_suspended_is_told_so_whatever_else_was_revoked(store: Database, unit: Unit) -> None:
    account = uuid7()
    await standing.revoke(unit(), account, datetime.now(UTC))
    await standing.suspend(unit(), account, NOON, 1)
    standing.forget(store)
    assert await standing.of(store, account, 0.0) is standing.Standing.SUSPENDED
