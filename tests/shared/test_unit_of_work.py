"""One command, one transaction: all of it or nothing, whichever way the rows are written."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from shared.ids import uuid7
from shared.persistence import Database, SqlUnitOfWork, TransactionDoomed, UniqueViolation
from shared.persistence.metadata import CHASSIS
from shared.persistence.statement import Gathered, _text
from tests.shared.chassis import Note, accepted, note, remark

Unit = Callable[[], SqlUnitOfWork]


class Refused(Exception):
    """A rule was broken."""


async def count(store: Database, table: str) -> int:
    (row,) = await store.fetch(f"SELECT count(*) AS rows FROM {table}")
    return int(row["rows"])


async def transactions(store: Database) -> int:
    """How many transactions wrote the rows that are there."""
    tables = ("note", "remark", "outbox", "inbox")
    union = " UNION ".join(f"SELECT xmin::text AS written_by FROM {table}" for table in tables)
    return len(await store.fetch(union))


def used_connections(store: Database) -> int:
    """Connections that the session ever opened."""
    return int(store.engine.pool.checkedin() + store.engine.pool.checkedout())  # type: ignore[attr-defined]  # of QueuePool


async def test_an_error_leaves_neither_gathered_rows_nor_rows_of_the_session(
    store: Database, unit: Unit
) -> None:
    with pytest.raises(Refused):
        async with unit() as uow:
            uow.session.add(Note(uuid7(), "by the ORM"))
            await uow.session.flush()
            uow.insert(note, id=uuid7(), title="gathered")
            uow.outbox.add(accepted())
            raise Refused
    assert await count(store, "note") == 0
    assert await count(store, "outbox") == 0
    assert not store.wakeup.is_set()


async def test_an_error_at_commit_leaves_nothing(store: Database, unit: Unit) -> None:
    same = uuid7()
    with pytest.raises(UniqueViolation):
        async with unit() as uow:
            uow.session.add(Note(same, "by the ORM"))
            uow.insert(note, id=same, title="gathered")
            uow.outbox.add(accepted())
    assert await count(store, "note") == 0
    assert await count(store, "outbox") == 0


async def test_a_swallowed_error_of_an_inner_unit_dooms_the_outer_one(store: Database, unit: Unit) -> None:
    with pytest.raises(TransactionDoomed):
        async with unit() as uow:
            uow.insert(note, id=uuid7(), title="half")
            try:
                async with uow:
                    raise Refused
            except Refused:
                pass
    assert await count(store, "note") == 0


async def test_the_same_unit_can_be_used_again_after_a_failure(store: Database, unit: Unit) -> None:
    uow = unit()
    with pytest.raises(Refused):
        async with uow:
            uow.insert(note, id=uuid7(), title="lost")
            raise Refused
    async with uow:
        uow.insert(note, id=uuid7(), title="kept")
    (row,) = await store.fetch("SELECT title FROM note")
    assert row["title"] == "kept"


@pytest.mark.parametrize("way", ["gathered", "gathered beside the session", "orm", "core"])
async def test_a_key_that_exists_is_one_error_whichever_way_the_row_went(
    store: Database, unit: Unit, way: str
) -> None:
    same = uuid7()
    await store.fetch("INSERT INTO note (id, title) VALUES ($1, 'first')", same)
    with pytest.raises(UniqueViolation) as refusal:
        async with unit() as uow:
            if way == "orm":
                uow.session.add(Note(same, "second"))
            elif way == "core":
                await uow.session.execute(note.insert().values(id=same, title="second"))
            else:
                if way == "gathered beside the session":
                    await uow.session.scalar(select(note.c.id))
                uow.insert(note, id=same, title="second")
    assert refusal.value.constraint == "pk_note"


async def test_text_that_is_too_long_is_refused_and_not_cut(store: Database, unit: Unit) -> None:
    with pytest.raises(Exception, match="too long"):
        async with unit() as uow:
            uow.insert(note, id=uuid7(), title="x" * 21)
    assert await count(store, "note") == 0


async def test_gathered_rows_alone_are_one_transaction_that_needs_no_session(
    store: Database, unit: Unit
) -> None:
    async with unit() as uow:
        uow.insert(note, id=uuid7(), title="gathered")
        uow.outbox.add(accepted())
    assert await count(store, "outbox") == 1
    assert await transactions(store) == 1
    assert used_connections(store) == 0


async def test_gathered_rows_are_written_in_the_transaction_of_a_used_session(
    store: Database, unit: Unit
) -> None:
    async with unit() as uow:
        await uow.session.scalar(select(note.c.id))
        uow.session.add(Note(uuid7(), "by the ORM"))
        uow.insert(note, id=uuid7(), title="gathered")
        uow.outbox.add(accepted())
    assert await count(store, "note") == 2
    assert await transactions(store) == 1


async def test_a_new_object_of_the_orm_brings_gathered_rows_into_its_transaction(
    store: Database, unit: Unit
) -> None:
    async with unit() as uow:
        uow.session.add(Note(uuid7(), "by the ORM"))
        uow.outbox.add(accepted())
    assert await count(store, "note") == 1
    assert await transactions(store) == 1


async def test_a_changed_object_of_the_orm_is_written_with_its_event(store: Database, unit: Unit) -> None:
    known = uuid7()
    async with unit() as uow:
        uow.session.add(Note(known, "before"))
    async with unit() as uow:
        loaded = await uow.session.get_one(Note, known)
        loaded.title = "after"
        uow.outbox.add(accepted())
    (row,) = await store.fetch("SELECT title, n.xmin = o.xmin AS together FROM note n, outbox o")
    assert (row["title"], row["together"]) == ("after", True)


async def test_a_gathered_row_may_refer_to_a_new_object_of_the_orm(store: Database, unit: Unit) -> None:
    new = Note(uuid7(), "by the ORM")
    async with unit() as uow:
        uow.session.add(new)
        uow.insert(remark, id=uuid7(), note_id=new.id)
    assert await count(store, "remark") == 1


async def test_gathered_rows_may_refer_to_each_other_in_any_order(store: Database, unit: Unit) -> None:
    new = uuid7()
    async with unit() as uow:
        uow.insert(remark, id=uuid7(), note_id=new)
        uow.insert(note, id=new, title="gathered")
    assert await count(store, "remark") == 1
    assert used_connections(store) == 0


async def test_a_nested_unit_joins_the_outer_one_which_alone_commits(store: Database, unit: Unit) -> None:
    uow = unit()
    async with uow:
        session = uow.session
        async with uow:
            assert uow.session is session
            uow.insert(note, id=uuid7(), title="inner")
            uow.outbox.add(accepted())
        assert await count(store, "note") == 0
        assert not store.wakeup.is_set()
        uow.insert(note, id=uuid7(), title="outer")
    assert await count(store, "note") == 2
    assert await transactions(store) == 1
    assert store.wakeup.is_set()


async def test_events_keep_the_order_in_which_they_were_added(store: Database, unit: Unit) -> None:
    events = [accepted(version) for version in range(1, 30)]
    async with unit() as uow:
        for event in events:
            uow.insert(note, id=uuid7(), title="between")
            uow.outbox.add(event)
    rows = await store.fetch("SELECT headers->>'ce-subject' AS subject FROM outbox ORDER BY position")
    assert [row["subject"] for row in rows] == [str(event.question_id) for event in events]


@pytest.mark.parametrize("beside_the_session", [False, True])
async def test_values_of_every_type_arrive_as_they_were(
    store: Database, unit: Unit, beside_the_session: bool
) -> None:
    seen = datetime(2026, 11, 21, 1, 2, 3, 4, tzinfo=UTC)
    async with unit() as uow:
        if beside_the_session:
            await uow.session.scalar(select(note.c.id))
        uow.insert(note, id=uuid7(), title="Huế 'quoted' $1", labels={"a": [1, None, "ế"]}, seen_at=seen)
        uow.insert(note, id=uuid7(), title="nulls", labels=None, seen_at=None)
        uow.insert(
            CHASSIS.idempotency,
            key="k",
            client="c",
            account="",
            fingerprint="f",
            status=201,
            headers={},
            body=b"\x00\xff",
            created_at=seen,
        )
    async with unit() as uow:
        first, second = (await uow.session.scalars(select(Note).order_by(note.c.title))).all()
    assert (first.title, first.labels, first.seen_at) == ("Huế 'quoted' $1", {"a": [1, None, "ế"]}, seen)
    assert (second.labels, second.seen_at) == (None, None)
    (answer,) = await store.fetch("SELECT status, body FROM idempotency")
    assert (answer["status"], answer["body"]) == (201, b"\x00\xff")


async def test_more_rows_than_one_statement_can_hold_are_still_one_transaction(
    store: Database, unit: Unit
) -> None:
    async with unit() as uow:
        for _ in range(16_000):
            uow.insert(note, id=uuid7(), title="many")
    assert await count(store, "note") == 16_000
    assert await transactions(store) == 1


def test_the_text_of_a_statement_is_made_once_for_each_shape() -> None:
    _text.cache_clear()
    for title in ("a", "b", "c"):
        gathered = Gathered()
        gathered.add(note, {"id": uuid7(), "title": title})
        gathered.statements()
    assert _text.cache_info().misses == 1


def test_a_column_that_the_table_lacks_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        Gathered().add(note, {"id": uuid7(), "tilte": "misspelt"})


async def test_a_unit_that_did_nothing_asks_the_database_nothing(store: Database, unit: Unit) -> None:
    async with unit():
        pass
    assert used_connections(store) == 0


async def test_the_time_of_a_unit_is_the_clocks(unit: Unit) -> None:
    uow = unit()
    assert uow.now().isoformat() == "2026-08-17T05:00:00+00:00"
