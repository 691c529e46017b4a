"""Small tools for tests of the bus."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from nats.aio.msg import Msg
from nats.errors import TimeoutError as NatsTimeout
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig


async def eventually(true: Callable[[], Awaitable[bool]], seconds: float = 10) -> None:
    """Waits until `true` holds; fails the test when it does not in time."""
    deadline = time.monotonic() + seconds
    while not await true():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        await asyncio.sleep(0.02)


async def stored(js: JetStreamContext, stream: str, *, subject: str = ">") -> list[Msg]:
    """Every message that is on a stream now."""
    config = ConsumerConfig(filter_subject=subject, ack_policy=AckPolicy.NONE, inactive_threshold=5)
    source = await js.pull_subscribe(subject, stream=stream, config=config)
    messages: list[Msg] = []
    left = (await source.consumer_info()).num_pending or 0
    try:
        while len(messages) < left:
            messages += await source.fetch(left - len(messages), timeout=2)
    except NatsTimeout:
        pass
    finally:
        await source.unsubscribe()
    return messages


async def count(js: JetStreamContext, stream: str) -> int:
    """How many messages a stream holds."""
    return (await js.stream_info(stream)).state.messages
