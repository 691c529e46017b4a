"""What a consumer gave up on is kept with its reason and origin, and replayed by the operator."""

from collections.abc import Sequence

from nats.js import JetStreamContext

from shared.messaging import BatchSubscription, Delivery, Subscription
from shared.messaging.dead_letters import DeadLetter, read
from shared.messaging.replay import replay_dead_letters
from shared.messaging.subscriptions import DeadLetterConsumer
from tests.shared.bus import count, eventually, stored
from tests.shared.chassis import accepted
from tests.shared.workers import DURABLE, Workers, failing, subscription, take_note


async def bury(workers: Workers, js: JetStreamContext, number: int = 1) -> None:
    """Lets the worker give up on so many messages."""
    async with workers.running(subscription(failing(10_000, []))) as worker:
        for _ in range(number):
            async with workers.unit() as uow:
                uow.outbox.add(accepted())

        async def given_up() -> bool:
            return await count(js, "dead-letters") == number

        await eventually(given_up)
        await eventually(lambda: worker.idle(workers.clock.now()))


async def replay(
    workers: Workers, *subscriptions: Subscription | BatchSubscription, **options: object
) -> tuple[int, list[str]]:
    lines: list[str] = []
    failed = await replay_dead_letters(
        "questions",
        workers.settings,
        subscriptions,
        workers.unit,
        say=lines.append,
        **options,  # type: ignore[arg-type]  # handed on
    )
    return failed, lines


async def last_letter(js: JetStreamContext) -> DeadLetter:
    """The only letter, taken as the service takes it."""
    consumer = DeadLetterConsumer("questions")
    source = await js.pull_subscribe_bind(durable=consumer.durable, stream=consumer.stream)
    (message,) = await source.fetch(1, timeout=2)
    await message.nak()
    await source.unsubscribe()
    return read(message)


async def notes(workers: Workers) -> int:
    return len(await workers.store.fetch("SELECT 1 FROM note"))


async def test_a_letter_has_the_original_its_reason_and_its_origin(
    workers: Workers, js: JetStreamContext
) -> None:
    await bury(workers, js)
    (original,) = await stored(js, "questions")
    letter = await last_letter(js)
    assert letter.payload == original.data
    assert letter.headers == original.headers
    assert letter.reason == "Refused: 100 % không, and no again"
    assert letter.origin == f"questions:{original.metadata.sequence.stream}"
    assert letter.deliveries == 4


async def test_listing_changes_nothing(workers: Workers, js: JetStreamContext) -> None:
    await bury(workers, js, 3)
    for _ in range(2):
        failed, lines = await replay(workers, subscription(), replay=False)
        assert (failed, len(lines)) == (0, 3)
        assert all(DURABLE in line and "Refused" in line for line in lines)
    assert await count(js, "dead-letters") == 3
    assert await notes(workers) == 0


async def test_a_replay_that_fails_again_keeps_the_letter_and_says_so(
    workers: Workers, js: JetStreamContext
) -> None:
    await bury(workers, js)
    failed, lines = await replay(workers, subscription(failing(1, [])))
    assert failed == 1
    assert "failed again: Refused" in lines[0]
    assert await count(js, "dead-letters") == 1
    assert await notes(workers) == 0


async def test_a_replayed_letter_has_its_effect_once_and_is_gone(
    workers: Workers, js: JetStreamContext
) -> None:
    await bury(workers, js, 2)
    assert (await replay(workers, subscription()))[0] == 0
    assert await notes(workers) == 2
    assert await count(js, "dead-letters") == 0
    assert await replay(workers, subscription()) == (0, [])
    assert await notes(workers) == 2


async def test_one_letter_can_be_chosen_by_its_number(workers: Workers, js: JetStreamContext) -> None:
    await bury(workers, js, 3)
    _, lines = await replay(workers, subscription(), replay=False)
    chosen = int(lines[1].split()[0])
    await replay(workers, subscription(), sequence=chosen)
    _, rest = await replay(workers, subscription(), replay=False)
    assert [int(line.split()[0]) for line in rest] == [int(lines[0].split()[0]), int(lines[2].split()[0])]


async def test_a_letter_of_a_consumer_that_is_gone_stays(workers: Workers, js: JetStreamContext) -> None:
    await bury(workers, js)
    failed, lines = await replay(workers)
    assert failed == 1
    assert "NoSubscription" in lines[0]
    assert await count(js, "dead-letters") == 1


async def test_what_breaks_its_contract_is_buried_at_once_and_does_not_block(
    workers: Workers, js: JetStreamContext
) -> None:
    subject = "questions.question.accepted.v1"
    await js.publish(subject, b"\xff not json")
    await js.publish(subject, b"{}", headers={"ce-id": "no uuid"})
    async with workers.unit() as uow:
        uow.outbox.add(accepted())
    async with workers.running(subscription(take_note)) as worker:
        await eventually(lambda: worker.idle(workers.clock.now()))
        assert await notes(workers) == 1
        assert await count(js, "dead-letters") == 2


async def test_poison_in_a_batch_is_buried_and_the_rest_of_the_batch_applied(
    workers: Workers, js: JetStreamContext
) -> None:
    applied: list[Delivery] = []
    poison = accepted()

    async def apply(batch: Sequence[Delivery]) -> None:
        if any(delivery.event == poison for delivery in batch):
            raise ZeroDivisionError
        applied.extend(batch)

    async def apply_all(batch: Sequence[Delivery]) -> None:
        applied.extend(batch)

    async with workers.unit() as uow:
        for event in (accepted(), accepted(), poison, accepted(), accepted()):
            uow.outbox.add(event)
    await js.publish("questions.question.accepted.v1", b"not json")
    durable = "questions-everything-said"
    async with workers.running(BatchSubscription("questions", durable, apply)) as worker:
        await eventually(lambda: worker.idle(workers.clock.now()))
    assert len(applied) == 4
    assert await count(js, "dead-letters") == 2
    failed, _ = await replay(workers, BatchSubscription("questions", durable, apply_all))
    assert failed == 1
    assert applied[-1].event == poison
    assert await count(js, "dead-letters") == 1
