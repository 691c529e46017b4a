"""Doors while processes are killed: each scan is recorded once, each holder is let in once."""

import asyncio

import pytest

from tests.faults.clients import CLIENTS, together
from tests.faults.doors import Doors, each_entered_once, open_doors
from tests.faults.hold import committing, unanswered
from tests.faults.load import Load
from tests.faults.releases import Releases
from tests.faults.town import Town

pytestmark = [pytest.mark.faults, pytest.mark.servers]


@pytest.fixture
async def doors(town: Town, releases: Releases, load: Load) -> Doors:
    """A press event with a pass for each reporter."""
    return await open_doors(town, releases.agency, load.reporters)


@pytest.mark.timeout(180)
async def test_an_api_killed_while_it_commits_check_ins_lets_each_holder_in_once(
    town: Town, doors: Doors
) -> None:
    """If a scan were not found again by its nonce, its holder would be told that he is inside already.

    The entries of all doors are written and not answered when the API is killed.
    """
    held = asyncio.Event()

    async def kill() -> None:
        async with unanswered(town.servers):
            held.set()
            await committing(town.events, CLIENTS)
            town.door.kill()
        town.door.start()

    assert len(doors.passes) == CLIENTS
    async with together() as group:
        group.create_task(kill())
        # A scan that is answered before commits are held is never among those that wait.
        await held.wait()
        await doors.ask(CLIENTS)
    assert doors.broken >= CLIENTS
    assert len(doors.entered) == CLIENTS
    await doors.ask(CLIENTS)
    await each_entered_once(town, doors)
