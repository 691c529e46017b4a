"""A unit that assumes something is written only while that is so, whichever way its rows go."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from shared.contracts import registry
from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork
from shared.persistence.errors import AssumptionFailed, UniqueViolation
from tests.shared.chassis import NOON, Note, accepted, note, remark

Unit = Callable[[], SqlUnitOfWork]
NOBODY_HAS = "SELECT FROM note WHERE title = $1::text"


async def titles(store: Database) -> list[str]:
    return [row["title"] for row in await store.fetch("SELECT title FROM note ORDER BY title")]


@pytest.mark.parametrize("session", [False, True])
async def test_nothing_is_written_when_it_is_not_so(store: Database, unit: Unit, session: bool) -> None:
    with pytest.raises(AssumptionFailed):
        async with unit() as uow:
            if session:
                uow.session.add(Note(uuid7(), "by the ORM"))
            uow.assume(NOBODY_HAS, "wanted")
            uow.insert(note, id=uuid7(), title="gathered")
            uow.outbox.add(accepted())
    assert await titles(store) == []
    assert await store.fetch("SELECT FROM outbox") == []
    assert not store.wakeup.is_set()


async def test_a_change_of_the_orm_alone_is_not_written_either(store: Database, unit: Unit) -> None:
    with pytest.raises(AssumptionFailed):
        async with unit() as uow:
            uow.session.add(Note(uuid7(), "by the ORM"))
            uow.assume(NOBODY_HAS, "wanted")
    assert await titles(store) == []


async def test_a_unit_assumes_once(unit: Unit) -> None:
    with pytest.raises(RuntimeError):
        async with unit() as uow:
            uow.assume(NOBODY_HAS, "wanted")
            uow.assume(NOBODY_HAS, "also wanted")


@pytest.mark.parametrize("way", ["refused", "not so", "a key that exists"])
async def test_what_was_drawn_is_given_back_when_certainly_nothing_is_written(
    store: Database, unit: Unit, way: str
) -> None:
    same, given = uuid7(), list[str]()
    await store.fetch("INSERT INTO note (id, title) VALUES ($1, 'wanted')", same)
    with pytest.raises((ValueError, AssumptionFailed, UniqueViolation)):
        async with unit() as uow:
            uow.unless_written(lambda: given.append(way))
            uow.assume(NOBODY_HAS, "other" if way == "not so" else "wanted")
            uow.insert(note, id=same, title="second")
            if way == "refused":
                raise ValueError
    async with unit() as uow:
        uow.unless_written(lambda: given.append("written"))
        uow.insert(note, id=uuid7(), title="third")
    assert given == [way]


@pytest.mark.parametrize("session", [False, True])
async def test_everything_is_written_when_it_is_so(store: Database, unit: Unit, session: bool) -> None:
    await store.fetch("INSERT INTO note (id, title) VALUES ($1, 'wanted')", uuid7())
    new = uuid7()
    async with unit() as uow:
        if session:
            await uow.session.scalar(select(note.c.id))
        uow.assume(NOBODY_HAS, "wanted")
        for number in range(3):
            uow.insert(remark, id=uuid7(), note_id=new)
            uow.outbox.add(accepted(number + 1))
        uow.insert(note, id=new, title="gathered")
    assert await titles(store) == ["gathered", "wanted"]
    assert len(await store.fetch("SELECT FROM remark")) == 3
    rows = await store.fetch("SELECT subject, payload FROM outbox ORDER BY position")
    told = [registry.decode(row["subject"], row["payload"]) for row in rows]
    assert [event.aggregate_version for event in told] == [1, 2, 3]
    assert store.wakeup.is_set()


async def test_text_that_is_too_long_is_refused_and_not_cut(store: Database, unit: Unit) -> None:
    await store.fetch("INSERT INTO note (id, title) VALUES ($1, 'wanted')", uuid7())
    with pytest.raises(Exception, match="too long"):
        async with unit() as uow:
            uow.assume(NOBODY_HAS, "wanted")
            for _ in range(2):
                uow.insert(note, id=uuid7(), title="x" * 21, labels=["a"], seen_at=NOON)
    assert await titles(store) == ["wanted"]


async def test_a_key_that_exists_is_told_as_such(store: Database, unit: Unit) -> None:
    same = uuid7()
    await store.fetch("INSERT INTO note (id, title) VALUES ($1, 'wanted')", same)
    with pytest.raises(UniqueViolation):
        async with unit() as uow:
            uow.assume(NOBODY_HAS, "wanted")
            uow.insert(note, id=same, title="second")


async def test_a_unit_that_is_used_again_assumes_nothing_any_more(store: Database, unit: Unit) -> None:
    uow = unit()
    with pytest.raises(AssumptionFailed):
        async with uow:
            uow.assume(NOBODY_HAS, "wanted")
            uow.insert(note, id=uuid7(), title="first")
    async with uow:
        uow.insert(note, id=uuid7(), title="second")
    assert await titles(store) == ["second"]
