"""A server goes away under load and comes back: the one is waited for, the other is said to be away."""

import asyncio
import time

import pytest

from tests.faults.account import each_is_counted_once, outbox
from tests.faults.load import Load
from tests.faults.town import Town
from tests.shared.bus import eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]

OUTAGE_SECONDS = 30


@pytest.mark.timeout(150)
async def test_the_bus_is_away_for_30_seconds_and_every_question_is_accepted_meanwhile(
    town: Town, load: Load
) -> None:
    """Without the outbox a submission would be refused, or its event be lost, while the bus is away."""
    async with load.running(pause=0.3):
        await load.reaches(20)
        town.servers.nats.kill()
        back_at = time.monotonic() + OUTAGE_SECONDS

        async def long_enough() -> bool:
            return time.monotonic() >= back_at

        await eventually(lambda: town.courier.says("/readyz", 503))
        before = len(load.accepted)
        await eventually(long_enough, OUTAGE_SECONDS + 5)
        assert len(load.accepted) > before + 100
        assert await outbox(town.questions) > 100
        assert await town.courier.says("/livez", 200)
        assert await town.counter.says("/livez", 200)
        await asyncio.to_thread(town.servers.nats.start)
    assert (load.refused, load.broken) == (0, 0)
    await each_is_counted_once(town, load)


@pytest.mark.timeout(90)
@pytest.mark.parametrize("crash", [False, True], ids=["in order", "by a crash"])
async def test_postgresql_is_restarted_under_load_and_no_accepted_question_is_lost(
    town: Town, load: Load, crash: bool
) -> None:
    """If 201 were answered before the commit, or a repeated key ran again, the accounts would not agree."""
    postgres = town.servers.postgres
    async with load.running():
        await load.reaches(50)
        await asyncio.to_thread(postgres.kill if crash else postgres.stop)

        async def noticed() -> bool:
            return load.refused > 0

        await eventually(noticed)
        await asyncio.to_thread(postgres.start)
        await load.reaches(50)
    await each_is_counted_once(town, load)
