"""A consumer sees each message once, whatever the bus delivers."""

import asyncio
from collections.abc import Callable

import pytest

from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork
from tests.shared.chassis import note

Unit = Callable[[], SqlUnitOfWork]


async def test_a_message_that_was_accepted_is_refused_afterwards(store: Database, unit: Unit) -> None:
    cause = uuid7()
    async with unit() as uow:
        assert await uow.inbox.accept(cause, "questions-note-taken")
    async with unit() as uow:
        assert not await uow.inbox.accept(cause, "questions-note-taken")


async def test_another_consumer_of_the_same_service_accepts_it_too(unit: Unit) -> None:
    cause = uuid7()
    async with unit() as uow:
        assert await uow.inbox.accept(cause, "questions-note-taken")
        assert await uow.inbox.accept(cause, "questions-note-counted")


async def test_a_handler_that_asks_again_in_the_same_unit_gets_the_same_answer(unit: Unit) -> None:
    cause = uuid7()
    async with unit() as uow:
        assert await uow.inbox.accept(cause, "questions-note-taken")
        assert await uow.inbox.accept(cause, "questions-note-taken")


async def test_a_message_whose_effect_was_rolled_back_is_new_again(store: Database, unit: Unit) -> None:
    cause = uuid7()
    with pytest.raises(ZeroDivisionError):
        async with unit() as uow:
            await uow.inbox.accept(cause, "questions-note-taken")
            raise ZeroDivisionError
    async with unit() as uow:
        assert await uow.inbox.accept(cause, "questions-note-taken")


async def test_of_five_deliveries_at_once_one_has_an_effect(store: Database, unit: Unit) -> None:
    cause = uuid7()

    async def deliver() -> bool:
        async with unit() as uow:
            new = await uow.inbox.accept(cause, "questions-note-taken")
            if new:
                await asyncio.sleep(0.05)
                uow.insert(note, id=uuid7(), title="effect")
            return new

    assert sorted(await asyncio.gather(*(deliver() for _ in range(5)))) == [False] * 4 + [True]
    assert len(await store.fetch("SELECT 1 FROM note")) == 1
