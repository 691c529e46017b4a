"""A furnished events service for each test that asks for one."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from services.events.entrypoints.api import create_api
from services.events.entrypoints.parts import Parts
from services.events.settings import Settings
from shared.clock import FixedClock
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.events.house import NOW, STARTS, House, MakeHouse, Seen
from tests.tokens import Issuer


@pytest.fixture
def make_house(
    servers: object,
    service_settings: Callable[..., ServiceSettings],
    database: Callable[[str], Database],
    tmp_path: Path,
) -> MakeHouse:
    """`make_house(DOORS_OPEN_MINUTES="30")`: a service with these settings, not furnished yet."""

    def of(**changes: str) -> House:
        issuer = Issuer(tmp_path)
        settings = service_settings("events", JWKS_URL=issuer.jwks_url, **changes)
        assert isinstance(settings, Settings)
        clock, connected = FixedClock(NOW), database("events")
        app = create_api(settings, database=connected, clock=clock)
        return House(Parts.build(settings, connected, clock), clock, app, issuer)

    return of


@pytest.fixture
async def house(make_house: MakeHouse) -> AsyncIterator[House]:
    """A furnished service at 08:00 on Monday 2026-09-14."""
    made = make_house()
    await made.furnish()
    async with made.http:
        yield made


@pytest.fixture
async def at_the_door(house: House) -> tuple[House, Seen, Seen]:
    """A press event whose doors are open, and a good pass."""
    press_event = await house.announce()
    own = await house.pass_of(press_event)
    house.clock.set(STARTS - timedelta(minutes=10))
    return house, press_event, own
