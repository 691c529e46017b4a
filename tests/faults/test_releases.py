"""Releases while processes are killed: each that was promised reaches everybody once."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from tests.faults.clients import CLIENTS, together
from tests.faults.hold import blocked, committing, holding, unanswered
from tests.faults.load import Load
from tests.faults.press import AT, Reporter
from tests.faults.reach import each_is_reached_once, log_of
from tests.faults.receivers import listening
from tests.faults.releases import PUBLISHED, Releases
from tests.faults.town import Town
from tests.shared.bus import eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]

_LOG = "SELECT pg_advisory_xact_lock($1)"
_LOG_LOCK = 0x72656C6F67
_QUEUES = "SELECT 1 FROM delivery_queues FOR NO KEY UPDATE"
_SETTLE = "ORDER BY endpoint_id FOR NO KEY UPDATE"
_APPEND = "SELECT pg_advisory_xact_lock"


@pytest.fixture
def newsrooms(load: Load) -> list[Reporter]:
    """One reporter of each newsroom."""
    return list({one.newsroom: one for one in load.reporters}.values())


@pytest.mark.timeout(90)
async def test_an_api_killed_while_it_commits_a_release_makes_each_public_once(
    town: Town, releases: Releases, newsrooms: list[Reporter]
) -> None:
    """If the key were not stored by the same commit, whoever asks again would be told of a stale version.

    The first commit is written and not answered; the others wait behind it for the end of the log.
    """
    async with httpx.AsyncClient(timeout=10) as http:
        waiting = [await releases.approved(http) for _ in range(CLIENTS)]

    async def kill() -> None:
        async with unanswered(town.servers):
            await committing(town.distribution)
            await blocked(town.distribution, _APPEND, CLIENTS - 1)
            assert not releases.promised
            town.publisher.kill()
        town.publisher.start()

    async with together() as group:
        group.create_task(kill())
        await releases.publish_together(waiting)
    assert releases.replayed == 1
    assert releases.broken >= CLIENTS
    await each_is_reached_once(town, releases, newsrooms)


@pytest.mark.timeout(90)
async def test_a_worker_killed_between_sending_and_recording_sends_again_under_the_same_id(
    town: Town, releases: Releases, newsrooms: list[Reporter]
) -> None:
    """If a delivery were recorded before it was answered, what a dead worker had in hand would be lost.

    The receivers have it; that they have said so waits for rows that the test has locked. Then one of them
    fails twice: if those behind it did not wait for it, they would come out of turn.
    """
    async with listening(town, newsrooms) as ears:
        for ear in ears:
            ear.open.clear()
        await releases.ask(CLIENTS)

        async def all_hear() -> bool:
            return all(ear.heard for ear in ears)

        await eventually(all_hear)
        async with holding(town.urls["distribution"], _QUEUES):
            for ear in ears:
                ear.open.set()
            (sender,) = await blocked(town.distribution, _SETTLE)
            town.messenger.kill()
            await town.distribution.fetch("SELECT pg_terminate_backend($1, 5000)", sender)
        heard = [ear.heard[0] for ear in ears]
        ears[0].failing = 2
        town.messenger.start()
        await town.messenger.ready()
        await each_is_reached_once(town, releases, newsrooms, ears)
    for ear, first in zip(ears, heard, strict=True):
        assert ear.heard.count(first) == (4 if ear is ears[0] else 2)


@pytest.mark.timeout(90)
async def test_an_embargo_that_ends_while_the_worker_is_killed_ends_once(
    town: Town, releases: Releases, newsrooms: list[Reporter]
) -> None:
    """If what fires were not decided by the row itself, a release would fire twice or never."""
    until = AT + timedelta(minutes=5)
    async with httpx.AsyncClient(timeout=10) as http:
        release = await releases.approved(http, embargoed_until=until.isoformat())
        release = await releases.act(http, release, "publication", releases.agency.speaker)
    assert release["publication"] == "unpublished"
    async with holding(town.urls["distribution"], _LOG, _LOG_LOCK):
        town.hold_clock(until)
        (firing,) = await blocked(town.distribution, _APPEND)
        town.messenger.kill()
        await town.distribution.fetch("SELECT pg_terminate_backend($1, 5000)", firing)
    assert await log_of(town, releases.agency.agency_id) == {}
    town.messenger.start()
    await town.messenger.ready()

    async def public() -> bool:
        return bool(await log_of(town, releases.agency.agency_id))

    await eventually(public)
    releases.promised[UUID(release["id"])] = (PUBLISHED,)
    await each_is_reached_once(town, releases, newsrooms)
