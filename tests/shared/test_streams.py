"""The streams are what the table says, and stay so whoever starts."""

from nats.js import JetStreamContext
from nats.js.api import RetentionPolicy, StoreCompression, StreamConfig

from shared.contracts.registry import PUBLISHERS
from shared.messaging.streams import DEAD_LETTERS, STREAMS, declare, stream
from tests.shared.workers import Workers, subscription


async def configurations(js: JetStreamContext) -> dict[str, StreamConfig]:
    return {str(each.name): (await js.stream_info(str(each.name))).config for each in STREAMS}


def test_every_publisher_has_its_stream_and_there_is_one_for_dead_letters() -> None:
    assert [each.name for each in STREAMS] == [*PUBLISHERS, DEAD_LETTERS]


def test_a_service_cannot_name_a_stream_in_a_way_that_declares_it() -> None:
    assert stream("questions").declare is False


async def test_events_are_kept_for_ever_on_disk_and_repeats_known_for_ten_minutes_at_least(
    js: JetStreamContext,
) -> None:
    made = await configurations(js)
    for publisher in PUBLISHERS:
        config = made[publisher]
        assert config.subjects == [f"{publisher}.>"]
        assert not config.max_age
        assert config.retention == RetentionPolicy.LIMITS
        assert config.compression == StoreCompression.S2
        assert config.duplicate_window >= 600
    assert made[DEAD_LETTERS].retention == RetentionPolicy.WORK_QUEUE


async def test_declaring_again_changes_nothing(js: JetStreamContext) -> None:
    before = await configurations(js)
    await declare(js)
    assert await configurations(js) == before


async def test_a_worker_that_starts_changes_no_stream(workers: Workers, js: JetStreamContext) -> None:
    before = await configurations(js)
    async with workers.running(subscription()):
        assert await configurations(js) == before


async def test_a_consumer_made_with_old_settings_is_brought_to_the_new_ones(
    workers: Workers, js: JetStreamContext
) -> None:
    wanted = subscription()
    await js.add_consumer(
        wanted.stream,
        name=wanted.durable,
        durable_name=wanted.durable,
        filter_subject=wanted.subject,
        max_deliver=3,
    )
    async with workers.running(wanted):
        config = (await js.consumer_info(wanted.stream, wanted.durable)).config
    assert config.max_deliver == -1
