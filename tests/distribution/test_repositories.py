"""The fake and PostgreSQL keep standings alike, and the migrations make the tables that the code means."""

from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import pytest

from services.distribution.adapters.orm import METADATA
from services.distribution.adapters.unit_of_work import Office
from services.distribution.domain.model.standing import Standing
from shared.ids import uuid7
from shared.persistence import standing
from shared.persistence.migrations import differences
from tests.distribution.fakes import FakeStandings
from tests.distribution.house import House

NOW = datetime(2026, 9, 21, 2, 15, tzinfo=UTC)


class Store(Protocol):
    """What both can do."""

    def put(self, told: Standing, /) -> Awaitable[None]: ...

    def is_suspended(self, account_id: UUID, /) -> Awaitable[bool]: ...


class SqlStore:
    """The port on PostgreSQL, a transaction for each call."""

    def __init__(self, office: Office) -> None:
        self._office, self._database = office, office.database

    async def put(self, told: Standing) -> None:
        async with self._office.unit() as uow:
            await uow.standings.put(told)

    async def is_suspended(self, account_id: UUID) -> bool:
        standing.forget(self._database)
        return await standing.is_suspended(self._database, account_id)


@pytest.fixture
def fake() -> Store:
    return FakeStandings()


@pytest.fixture
def sql(house: House) -> Store:
    return SqlStore(house.office)


async def keeps_the_last_version(store: Store) -> None:
    account = uuid7()
    assert not await store.is_suspended(account)
    await store.put(Standing(account, True, NOW, 3))
    assert await store.is_suspended(account)
    await store.put(Standing(account, False, NOW, 4))
    await store.put(Standing(account, True, NOW, 3))
    assert not await store.is_suspended(account)


async def test_the_fake_keeps_the_last_version(fake: Store) -> None:
    await keeps_the_last_version(fake)


async def test_postgresql_keeps_the_last_version(sql: Store) -> None:
    await keeps_the_last_version(sql)


async def test_an_error_leaves_no_standing_behind(sql: Store, house: House) -> None:
    account = uuid7()
    with pytest.raises(ZeroDivisionError):
        async with house.office.unit() as uow:
            await uow.standings.put(Standing(account, True, NOW, 1))
            raise ZeroDivisionError
    assert not await sql.is_suspended(account)


async def test_the_migrations_make_the_tables_that_the_code_means(
    servers: object, database_urls: Mapping[str, str]
) -> None:
    assert await differences(database_urls["distribution"], METADATA) == []
