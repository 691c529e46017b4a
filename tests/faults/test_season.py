"""Everything at once, and everything again: releases and doors under load while each part is taken away."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from copy import deepcopy

import pytest

from shared.contracts.distribution import ReleasePublished
from shared.contracts.events import PassCheckedIn
from shared.messaging.dead_letters import bury
from tests.faults.account import figures, letters, settled
from tests.faults.doors import Doors, each_entered_once, open_doors
from tests.faults.load import Load
from tests.faults.messages import about, repeat, replay
from tests.faults.press import Reporter
from tests.faults.reach import each_is_reached_once, inbox_of, ledger_of, log_of
from tests.faults.receivers import Ear, listening, watching
from tests.faults.releases import Releases
from tests.faults.running import Running
from tests.faults.town import Town
from tests.shared.bus import eventually

pytestmark = [pytest.mark.faults, pytest.mark.servers]

TELLING, COUNTING = "distribution-release-published", "metrics-events"


@pytest.fixture
def newsrooms(load: Load) -> list[Reporter]:
    """One reporter of each newsroom."""
    return list({one.newsroom: one for one in load.reporters}.values())


@pytest.fixture
async def doors(town: Town, releases: Releases, load: Load) -> Doors:
    """A press event with a pass for each reporter."""
    return await open_doors(town, releases.agency, load.reporters)


def faults(town: Town) -> Iterable[Callable[[], Awaitable[None]]]:
    """Kill -9 for each process, and for the bus and the database; each is started again."""

    async def bus() -> None:
        town.servers.nats.kill()
        await asyncio.sleep(1)
        await asyncio.to_thread(town.servers.nats.start)

    async def database() -> None:
        town.servers.postgres.kill()
        await asyncio.sleep(0.5)
        await asyncio.to_thread(town.servers.postgres.start)

    def again(*processes: Running) -> Callable[[], Awaitable[None]]:
        async def kill() -> None:
            for process in processes:
                process.kill()
            for process in processes:
                process.start()

        return kill

    yield again(town.publisher, town.door)
    yield bus
    yield again(town.messenger, town.clerk, town.counter)
    yield database


@pytest.mark.timeout(120)
async def test_whatever_is_taken_away_each_release_reaches_everybody_and_each_holder_enters_once(
    town: Town, releases: Releases, doors: Doors, newsrooms: list[Reporter]
) -> None:
    """Without outbox, inbox, keys, leases or nonces something of it would be lost or be there twice."""
    async with listening(town, newsrooms) as ears, watching(town, newsrooms[0]) as seen:
        ears[1].failing = 5
        async with releases.running(pause=0.1), doors.running(pause=0.2):
            for take_away in faults(town):
                await releases.reaches(5)
                await take_away()
            await releases.reaches(5)
            await doors.reaches(5)
        assert releases.broken
        assert len(doors.entered) == len(doors.passes)
        for process in town.processes:
            await process.ready()
        await each_is_reached_once(town, releases, newsrooms, ears)
        await each_entered_once(town, doors)

        async def all_seen() -> bool:
            return {release for _, release in seen} >= set(releases.promised)

        await eventually(all_seen)
    places = [place for place, _ in seen]
    assert places == sorted(set(places)), "the live inbox told something twice, or out of turn"


async def picture(town: Town, releases: Releases, reporter: Reporter, ears: Sequence[Ear]) -> list[object]:
    """Everything that anybody sees of releases and doors."""
    overview = await figures(town, "overview")
    entered = await town.events.fetch("SELECT pass_id, at, gate FROM pass_acts WHERE kind = 'entered'")
    return [
        await log_of(town, releases.agency.agency_id),
        await inbox_of(town, reporter),
        [(await ledger_of(town, ear), ear.heard, ear.taken) for ear in ears],
        sorted(map(tuple, entered)),
        {name: overview[name] for name in ("releases", "releases_withdrawn", "passes", "check_ins")},
    ]


@pytest.mark.timeout(120)
async def test_what_is_delivered_again_and_what_is_replayed_changes_nothing(
    town: Town, releases: Releases, doors: Doors, newsrooms: list[Reporter]
) -> None:
    """Without the inbox of a consumer each repetition would be one more delivery to everybody."""
    async with listening(town, newsrooms) as ears:
        await releases.ask(6)
        await doors.ask(len(doors.passes))
        await each_is_reached_once(town, releases, newsrooms, ears)
        before = deepcopy(await picture(town, releases, newsrooms[0], ears))
        published = await about(town.js, ReleasePublished, list(releases.promised))
        entered = await about(town.js, PassCheckedIn, list(doors.entered))
        repeated = await town.messenger.counted(TELLING, "repeated")
        await repeat(town.js, [*published, *entered], 3)
        await settled(town)
        assert await town.messenger.counted(TELLING, "repeated") == repeated + 3 * len(published)
        await bury(town.js, "distribution", TELLING, published[0], ValueError("gone wrong"))
        await bury(town.js, "metrics", COUNTING, entered[0], ValueError("gone wrong"))
        for process in (town.messenger, town.counter):
            status, said = await replay(process, "--all")
            assert (status, said.count("replayed")) == (0, 1)
        await settled(town)
        assert await letters(town) == 0
        assert await picture(town, releases, newsrooms[0], ears) == before
