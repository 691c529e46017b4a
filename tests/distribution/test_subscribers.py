"""Messages as identity publishes them (the committed examples), handled once whatever the bus does."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.distribution.entrypoints.subscribers import SUBSCRIPTIONS
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.contracts.golden import example
from shared.contracts.identity import AccountErased, AccreditationRestored, AccreditationSuspended
from shared.ids import uuid7
from shared.messaging import Subscription
from shared.messaging.consumer import apply
from shared.persistence import standing
from tests.distribution.house import House

NOW = datetime(2026, 9, 21, 2, 15, tzinfo=UTC)
CONSUMES: dict[type[Event], Subscription] = {one.event: one for one in SUBSCRIPTIONS}
SUSPENDED = registry.decode(AccreditationSuspended.type_name(), example(AccreditationSuspended.type_name()))
RESTORED = registry.decode(AccreditationRestored.type_name(), example(AccreditationRestored.type_name()))


class Consumer:
    """Handles messages as the worker does, and says what a guard would be told."""

    def __init__(self, house: House) -> None:
        self._house, self._database = house, house.database

    async def deliver(
        self, event: AccountErased | AccreditationSuspended | AccreditationRestored, cause: UUID
    ) -> bool:
        headers = cloudevents.headers(event, event_id=cause, time=NOW, province_code="46")
        unit = self._house.office.unit
        return await apply(CONSUMES[type(event)], unit, headers, example(event.type_name()))

    async def refuses(self, account_id: UUID) -> bool:
        standing.forget(self._database)
        return await standing.is_suspended(self._database, account_id)


@pytest.fixture
def consumer(house: House) -> Consumer:
    return Consumer(house)


def test_it_listens_to_both_ends_of_a_suspension() -> None:
    assert AccreditationSuspended in CONSUMES
    assert AccreditationRestored in CONSUMES
    assert all(subscription.durable.startswith("distribution-") for subscription in SUBSCRIPTIONS)


async def test_a_suspension_bites_and_its_end_lifts_it(consumer: Consumer) -> None:
    assert isinstance(SUSPENDED, AccreditationSuspended)
    assert isinstance(RESTORED, AccreditationRestored)
    assert RESTORED.aggregate_version > SUSPENDED.aggregate_version
    await consumer.deliver(SUSPENDED, uuid7())
    assert await consumer.refuses(SUSPENDED.account_id)
    await consumer.deliver(RESTORED, uuid7())
    assert not await consumer.refuses(RESTORED.account_id)


async def test_a_message_delivered_twice_is_handled_once(consumer: Consumer) -> None:
    assert isinstance(SUSPENDED, AccreditationSuspended)
    cause = uuid7()
    assert await consumer.deliver(SUSPENDED, cause)
    assert not await consumer.deliver(SUSPENDED, cause)
    assert await consumer.refuses(SUSPENDED.account_id)


async def test_a_suspension_that_comes_after_its_end_changes_nothing(consumer: Consumer) -> None:
    assert isinstance(SUSPENDED, AccreditationSuspended)
    assert isinstance(RESTORED, AccreditationRestored)
    await consumer.deliver(RESTORED, uuid7())
    await consumer.deliver(SUSPENDED, uuid7())
    assert not await consumer.refuses(SUSPENDED.account_id)


async def test_what_an_erased_account_has_read_is_forgotten_and_of_nobody_else(
    consumer: Consumer, house: House
) -> None:
    erased = registry.decode(AccountErased.type_name(), example(AccountErased.type_name()))
    assert isinstance(erased, AccountErased)
    for account_id in (erased.account_id, uuid7()):
        await house.database.fetch("INSERT INTO inbox_marks (account_id, seq) VALUES ($1, 3)", account_id)
        await house.database.fetch("INSERT INTO inbox_reads (account_id, seq) VALUES ($1, 5)", account_id)
    await consumer.deliver(erased, uuid7())
    for table in ("inbox_marks", "inbox_reads"):
        (row,) = await house.database.fetch(f"SELECT account_id FROM {table}")
        assert row["account_id"] != erased.account_id
