"""A furnished distribution service for each test that asks for one."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from services.distribution.entrypoints.api import create_api
from services.distribution.entrypoints.parts import office_of
from services.distribution.settings import Settings
from shared.clock import FixedClock
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.distribution.house import STARTED, House, MakeHouse
from tests.tokens import Issuer


@pytest.fixture
def make_house(
    servers: object,
    service_settings: Callable[..., ServiceSettings],
    database: Callable[[str], Database],
    tmp_path: Path,
) -> MakeHouse:
    """`make_house(MEDIA_MAX_BYTES="1000")`: a service with these settings, not furnished yet."""

    def of(**changes: str) -> House:
        issuer = Issuer(tmp_path)
        settings = service_settings(
            "distribution", JWKS_URL=issuer.jwks_url, RATE_LIMIT_PER_MINUTE="100000", **changes
        )
        assert isinstance(settings, Settings)
        clock = FixedClock(STARTED)
        connected = database("distribution")
        app = create_api(settings, database=connected, clock=clock)
        return House(office_of(settings, connected, clock), clock, app, issuer)

    return of


@pytest.fixture
async def house(make_house: MakeHouse) -> AsyncIterator[House]:
    """A furnished service at 09:00 on Monday 2026-09-21."""
    made = make_house()
    await made.furnish()
    async with made.http:
        yield made
