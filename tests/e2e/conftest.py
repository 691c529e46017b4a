"""One running suite for each module of tests, with its people; its data goes on from test to test."""

from collections.abc import AsyncIterator, Iterator, Mapping

import pytest
from nats.js import JetStreamContext

from tests.cleaning import DatabaseCleaner, clean_streams
from tests.collector import Collector, collecting
from tests.e2e.company import Company, assemble
from tests.e2e.stage import BEGINS, Ground, Stage, in_one_task, standing
from tests.settings import Reachable


@pytest.fixture(autouse=True)
def clean() -> None:
    """Nothing: the suite of a module runs on what its tests leave."""


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    """Takes the spans of all services soon after they end."""
    with pytest.MonkeyPatch.context() as patch, collecting() as made:
        patch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield made


@pytest.fixture(scope="module")
async def stage(
    servers: Reachable,
    database_urls: Mapping[str, str],
    cleaner: DatabaseCleaner,
    streams: JetStreamContext,
    tmp_path_factory: pytest.TempPathFactory,
    collector: Collector,
) -> AsyncIterator[Stage]:
    """The five services behind one HTTP server, on emptied databases and streams."""
    await cleaner.clean()
    await clean_streams(streams)
    ground = Ground(servers, database_urls, tmp_path_factory.mktemp("suite"), collector.endpoint)
    async with in_one_task(standing(ground, BEGINS)) as running:
        yield running


@pytest.fixture(scope="module")
async def company(stage: Stage) -> Company:
    """Everybody who takes part, signed in."""
    return await assemble(stage)
