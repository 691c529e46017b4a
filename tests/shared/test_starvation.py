"""Many messages that wait for their next try do not keep new ones away (docs/adr/0022)."""

import pytest
from nats.js import JetStreamContext

from shared.messaging import Retry
from tests.shared.bus import eventually
from tests.shared.chassis import accepted
from tests.shared.workers import DURABLE, Refused, Workers, subscription

WAITING = 1050
"""More than the thousand that the server allows a consumer by itself."""


@pytest.mark.timeout(120)
async def test_a_new_message_is_handled_while_more_than_a_thousand_wait_for_their_next_try(
    workers: Workers, js: JetStreamContext
) -> None:
    sound, tried = accepted(), set[object]()

    async def handle(event: object, _cause: object, _uow: object) -> None:
        tried.add(event)
        if event != sound:
            raise Refused

    async def all_wait() -> bool:
        info = await js.consumer_info("questions", DURABLE)
        return (info.num_ack_pending or 0) >= WAITING

    async def handled() -> bool:
        return sound in tried

    async with workers.running(subscription(handle, workers=4), retry=Retry((600,))):
        async with workers.unit() as uow:
            for _ in range(WAITING):
                uow.outbox.add(accepted())
        await eventually(all_wait, 60)
        async with workers.unit() as uow:
            uow.outbox.add(sound)
        await eventually(handled)
