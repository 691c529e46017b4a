"""A failed message is tried again after growing delays, and never blocks the ones behind it."""

import asyncio
import itertools
import json

import asyncpg
import pytest
from nats.js import JetStreamContext

from shared.contracts.questions import QuestionAccepted
from shared.contracts.registry import InvalidEvent
from shared.ids import uuid7
from shared.messaging import Retry, Subscription
from shared.messaging.retry import reason
from tests.shared.bus import count, eventually
from tests.shared.chassis import accepted, note
from tests.shared.workers import DURABLE, Refused, Workers, failing, subscription, take_note


def test_delays_grow_and_end() -> None:
    retry = Retry((1, 5, 30, 120, 600))
    delays = [retry.delay(deliveries, Refused()) for deliveries in range(1, 7)]
    assert delays == [1, 5, 30, 120, 600, None]


def test_a_message_that_breaks_its_contract_is_not_tried_again() -> None:
    assert Retry().delay(1, InvalidEvent("question_id")) is None


def test_a_reason_is_one_short_line() -> None:
    assert reason(Refused("a\r\nNats-Msg-Id: forged" + "x" * 999)).startswith("Refused: a  Nats-Msg-Id")
    assert len(reason(Refused("x" * 999))) == 500


def test_a_reason_does_not_quote_the_value_that_the_driver_cannot_send() -> None:
    error = asyncpg.exceptions._base.DataError(
        "invalid input for query argument $1: 'secret' (expected bytes)"
    )
    assert reason(error) == "DataError: a value cannot be stored"


def test_a_reason_does_not_quote_the_row_that_postgresql_complains_about() -> None:
    error = asyncpg.NotNullViolationError("null value in column")
    error.detail = "Failing row contains (079 123 456, secret)."
    assert reason(error) == "NotNullViolationError: null value in column"


async def notes(workers: Workers) -> int:
    return len(await workers.store.fetch("SELECT 1 FROM note"))


async def test_a_handler_that_fails_three_times_has_its_effect_once_and_after_growing_delays(
    workers: Workers, js: JetStreamContext
) -> None:
    attempts: list[float] = []
    async with workers.running(subscription(failing(3, attempts))) as worker:
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def handled() -> bool:
            return await notes(workers) == 1

        await eventually(handled)
        await eventually(lambda: worker.idle(workers.clock.now()))
    waits = [after - before for before, after in itertools.pairwise(attempts)]
    assert len(attempts) == 4
    assert all(wait >= least for wait, least in zip(waits, (0.05, 0.1, 0.15), strict=True)), waits
    assert await count(js, "dead-letters") == 0


async def test_messages_behind_a_failing_one_are_handled_meanwhile(workers: Workers) -> None:
    poison = accepted()

    async def handle(event: object, _cause: object, uow: object) -> None:
        if event == poison:
            raise Refused
        uow.insert(note, id=uuid7(), title="sound")  # type: ignore[attr-defined]  # a unit of work

    async with workers.running(subscription(handle), retry=Retry((60,))):
        async with workers.unit() as uow:
            uow.outbox.add(poison)
            for _ in range(20):
                uow.outbox.add(accepted())

        async def handled() -> bool:
            return await notes(workers) == 20

        await eventually(handled)


async def test_while_the_database_is_away_a_message_is_put_off_and_never_becomes_a_dead_letter(
    workers: Workers, js: JetStreamContext
) -> None:
    attempts: list[float] = []

    async def handle(_event: object, _cause: object, uow: object) -> None:
        attempts.append(asyncio.get_running_loop().time())
        if len(attempts) < 8:
            raise asyncpg.CannotConnectNowError("the database system is starting up")
        uow.insert(note, id=uuid7(), title="at last")  # type: ignore[attr-defined]  # a unit of work

    async with workers.running(subscription(handle), retry=Retry((0.01,), outage_seconds=0.01)):
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def handled() -> bool:
            return await notes(workers) == 1

        await eventually(handled)
    assert await count(js, "dead-letters") == 0


async def test_deliveries_during_an_outage_are_not_counted_as_tries(
    workers: Workers, js: JetStreamContext
) -> None:
    attempts: list[float] = []

    async def handle(_event: object, _cause: object, uow: object) -> None:
        attempts.append(asyncio.get_running_loop().time())
        if len(attempts) <= 4:
            raise asyncpg.CannotConnectNowError("the database system is starting up")
        if len(attempts) == 5:
            raise Refused
        uow.insert(note, id=uuid7(), title="at last")  # type: ignore[attr-defined]  # a unit of work

    async with workers.running(subscription(handle), retry=Retry((0.01, 0.01), outage_seconds=0.01)):
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def settled() -> bool:
            return await notes(workers) == 1 or await count(js, "dead-letters") == 1

        await eventually(settled)
    assert await count(js, "dead-letters") == 0


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        ConnectionRefusedError(111, "connect"),
        asyncpg.QueryCanceledError("canceling statement due to statement timeout"),
        asyncpg.InterfaceError("another operation is in progress"),
        asyncpg.DeadlockDetectedError("deadlock detected"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_fails_always_while_the_database_answers_becomes_a_dead_letter(
    workers: Workers, js: JetStreamContext, error: Exception
) -> None:
    attempts: list[float] = []

    async def handle(_event: object, _cause: object, _uow: object) -> None:
        attempts.append(asyncio.get_running_loop().time())
        raise error

    async with workers.running(subscription(handle), retry=Retry((0.01, 0.01), outage_seconds=0.01)):
        async with workers.unit() as uow:
            uow.outbox.add(accepted())

        async def buried() -> bool:
            return await count(js, "dead-letters") == 1

        await eventually(buried)
    assert len(attempts) == 3


async def test_of_five_deliveries_of_one_message_one_has_an_effect(
    workers: Workers, js: JetStreamContext
) -> None:
    async with workers.unit() as uow:
        uow.outbox.add(accepted())
    (row,) = await workers.store.fetch(
        "SELECT payload, headers::jsonb - 'Nats-Msg-Id' AS headers FROM outbox"
    )
    for _ in range(5):
        await js.publish("questions.question.accepted.v1", row["payload"], headers=json.loads(row["headers"]))
    await workers.store.fetch("DELETE FROM outbox")
    async with workers.running(subscription(workers=3)) as worker:
        await eventually(lambda: worker.idle(workers.clock.now()))
        assert await notes(workers) == 1
        exposed = worker.telemetry.exposition().decode()
    assert f'caunoi_consumer_messages_total{{consumer="{DURABLE}",outcome="repeated"}} 4.0' in exposed


@pytest.mark.parametrize("name", ["questions", "Questions-x", "questions.x-y", ""])
def test_a_consumer_without_a_proper_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="<service>-<aggregate>-<fact>"):
        Subscription(QuestionAccepted, name, take_note)
