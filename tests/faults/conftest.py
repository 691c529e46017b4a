"""One town for all these tests, made whole before each; the newsrooms of a test are its own."""

from collections.abc import AsyncIterator

import pytest

from tests.faults.account import settled
from tests.faults.load import Load
from tests.faults.press import settle_in
from tests.faults.releases import Releases, found_agency
from tests.faults.town import Town, town


@pytest.fixture(scope="package", name="standing")
async def standing_town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    """Servers and processes until the last of these tests."""
    async with town(tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.fixture(name="town")
async def whole_town(standing: Town) -> Town:
    """Everything runs and nothing waits."""
    await standing.whole()
    await settled(standing)
    await standing.js.purge_stream("dead-letters")
    return standing


@pytest.fixture
async def load(town: Town) -> Load:
    """Reporters whom the questions service knows."""
    agency, reporters = await settle_in(town)
    await settled(town)
    return Load(town.desk.origin, agency, reporters)


@pytest.fixture
async def releases(town: Town) -> Releases:
    """An agency whose spokesperson the distribution service knows."""
    return Releases(town, await found_agency(town))
