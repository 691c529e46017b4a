"""A furnished questions service for each test that asks for one."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from services.questions.adapters.unit_of_work import Office
from services.questions.entrypoints.api import create_api
from services.questions.settings import Settings
from shared.clock import FixedClock
from shared.persistence import Database
from shared.settings import ServiceSettings
from tests.questions.house import ASKED, House, MakeHouse
from tests.tokens import Issuer


@pytest.fixture
def make_house(
    servers: object,
    service_settings: Callable[..., ServiceSettings],
    database: Callable[[str], Database],
    tmp_path: Path,
) -> MakeHouse:
    """`make_house(ADDRESSED_QUESTIONS="confirm")`: a service with these settings, not furnished yet."""

    def of(**changes: str) -> House:
        issuer = Issuer(tmp_path)
        settings = service_settings(
            "questions", JWKS_URL=issuer.jwks_url, RATE_LIMIT_PER_MINUTE="100000", **changes
        )
        assert isinstance(settings, Settings)
        clock = FixedClock(ASKED)
        connected = database("questions")
        app = create_api(settings, database=connected, clock=clock)
        addressing = settings.addressed_questions
        office = Office(
            connected, clock, province_code="46", addressing=addressing, practice=settings.practice
        )
        return House(office, clock, app, issuer)

    return of


@pytest.fixture
async def house(make_house: MakeHouse) -> AsyncIterator[House]:
    """A furnished service at 09:00 on Monday 2026-09-21."""
    made = make_house()
    await made.furnish()
    async with made.http:
        yield made
