"""The use cases of the distribution service, on fakes."""

from datetime import UTC, datetime
from itertools import permutations
from uuid import UUID

import pytest

from services.distribution.application.commands.standing import ChangeStanding
from services.distribution.application.handlers.standing import change_standing
from shared.ids import uuid7
from tests.distribution.fakes import FakeUnitOfWork

ACCOUNT = uuid7()


def told(*, suspended: bool, version: int, account: UUID = ACCOUNT) -> ChangeStanding:
    since = datetime(2026, 9, 21, version, tzinfo=UTC)
    return ChangeStanding(account_id=account, suspended=suspended, since=since, version=version)


async def test_one_account_suspended_leaves_the_others_alone() -> None:
    uow = FakeUnitOfWork()
    await change_standing(told(suspended=True, version=3), uow)
    assert await uow.standings.is_suspended(ACCOUNT)
    assert not await uow.standings.is_suspended(uuid7())
    assert uow.committed == 1


async def test_a_restored_account_may_act_again() -> None:
    uow = FakeUnitOfWork()
    await change_standing(told(suspended=True, version=3), uow)
    await change_standing(told(suspended=False, version=4), uow)
    assert not await uow.standings.is_suspended(ACCOUNT)


@pytest.mark.parametrize("order", list(permutations((3, 4, 5))))
async def test_whatever_the_order_the_last_version_is_true(order: tuple[int, ...]) -> None:
    uow = FakeUnitOfWork()
    for version in (*order, *order):
        await change_standing(told(suspended=version % 2 == 1, version=version), uow)
    assert await uow.standings.is_suspended(ACCOUNT)
