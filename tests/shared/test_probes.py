"""A worker's probes are where its service's name says, also when that name is one of theirs."""

import httpx
import pytest

from shared.messaging.probes import probes
from shared.settings import ServiceSettings
from shared.telemetry import Telemetry

SETTINGS = ServiceSettings(database_url="", nats_url="", public_url="", jwks_url="")


async def yes() -> bool:
    return True


@pytest.mark.parametrize("service", ["questions", "metrics"])
@pytest.mark.parametrize("name", ["livez", "readyz", "metrics"])
async def test_each_answers_at_the_root_and_below_the_services_name(service: str, name: str) -> None:
    app = probes(Telemetry(service, SETTINGS), yes, yes)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://worker") as client:
        assert (await client.get(f"/{name}")).status_code == 200
        assert (await client.get(f"/{service}/{name}")).status_code == 200
        assert (await client.get(f"/other/{name}")).status_code == 404
