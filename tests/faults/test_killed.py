"""Processes killed with signal 9, each at the point where it hurts most."""

import pytest

from services.metrics.adapters.generations import WRITERS
from tests.faults.account import each_is_counted_once, outbox
from tests.faults.clients import CLIENTS
from tests.faults.hold import blocked, holding, hurried
from tests.faults.load import Load
from tests.faults.town import Town
from tests.shared.bus import count, eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]


async def stored(town: Town) -> int:
    (row,) = await town.questions.fetch("SELECT count(*) AS n FROM questions")
    return int(row["n"])


@pytest.mark.timeout(90)
async def test_a_relay_killed_between_publishing_and_deleting_loses_and_doubles_nothing(
    town: Town, load: Load
) -> None:
    """If rows went before the bus had them, these would be lost; without Nats-Msg-Id, each be there twice.

    Its DELETE waits for rows that the test has locked. The server's end of the dead connection is ended too,
    as it is when a machine dies: a DELETE that got through after all would be no fault.
    """
    town.courier.kill()
    await load.ask(150)
    waiting, before = await outbox(town.questions), await count(town.js, "questions")
    assert waiting == 200
    async with holding(town.urls["questions"], "SELECT position FROM outbox FOR UPDATE"):
        town.courier.start()
        (relay,) = await blocked(town.questions, "DELETE FROM outbox")
        assert await count(town.js, "questions") == before + waiting
        assert await outbox(town.questions) == waiting
        town.courier.kill()
        await town.questions.fetch("SELECT pg_terminate_backend($1, 5000)", relay)
    assert await outbox(town.questions) == waiting
    town.courier.start()
    await each_is_counted_once(town, load)
    assert await count(town.js, "questions") == before + waiting


@pytest.mark.timeout(90)
async def test_a_metrics_worker_killed_in_mid_batch_under_load_applies_the_batch_later(
    town: Town, load: Load
) -> None:
    """If messages were acknowledged before the commit, those of this batch would never be counted."""
    async with load.running(pause=0.05):
        async with holding(town.urls["metrics"], "SELECT pg_advisory_xact_lock($1)", WRITERS):
            await blocked(town.metrics, "pg_advisory_xact_lock_shared")
            await load.reaches(50)
            town.counter.kill()
        info = await town.js.consumer_info("questions", "metrics-questions")
        assert info.num_ack_pending
        await load.reaches(50)
        town.counter.start()
        await town.counter.ready()
    async with hurried(town.js, "questions", "metrics-questions"):
        await each_is_counted_once(town, load)


@pytest.mark.timeout(90)
async def test_an_api_killed_after_the_commit_and_before_the_answer_keeps_one_question_for_each_key(
    town: Town, load: Load
) -> None:
    """If the key were not stored by the commit itself, each repetition would be one more question.

    The API is stopped while every client's statement waits for a lock; PostgreSQL then commits them all.
    """
    async with load.running():
        await load.reaches(50)
        async with holding(town.urls["questions"], "LOCK TABLE idempotency IN SHARE MODE"):
            await blocked(town.questions, "INSERT INTO", CLIENTS)
            known, promised = await stored(town), len(load.accepted)
            town.desk.pause()

        async def committed() -> bool:
            return await stored(town) == known + CLIENTS

        await eventually(committed)
        assert len(load.accepted) == promised
        town.desk.kill()
        town.desk.start()
        await load.reaches(CLIENTS + 50)
    assert load.broken >= CLIENTS
    assert load.replayed == CLIENTS
    await each_is_counted_once(town, load)
