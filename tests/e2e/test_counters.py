"""What the processes count would tell of unpublished work, so the origin shows it to nobody."""

import pytest

from deploy.local.servers import SERVICES
from tests.e2e.stage import Stage

pytestmark = pytest.mark.e2e
_COUNTERS = [f"/{service}/metrics" for service in SERVICES]


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "//metrics", "/metrics//", *_COUNTERS])
async def test_nobody_reads_the_counters_through_the_origin(stage: Stage, path: str) -> None:
    answer = await stage.http.get(stage.url + path)
    assert answer.status_code == 404
    assert "http_server_requests_total" not in answer.text


async def test_the_process_itself_shows_them_to_whoever_scrapes_it(stage: Stage) -> None:
    for service in SERVICES:
        assert "http_server_requests_total" in await stage.counters(service)
