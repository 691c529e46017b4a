"""A distribution API in a process of its own, and an agency whose people publish through it."""

import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
from litestar import Litestar

from bench.stack import Stack, answering, free_port, process
from services.distribution.adapters.unit_of_work import Office
from services.distribution.entrypoints.parts import office_of
from services.distribution.settings import Settings
from shared.clock import FixedClock
from shared.settings import load
from tests.distribution.house import STARTED, House
from tests.tokens import Issuer


@dataclass(frozen=True)
class Agency:
    """The house's people send to the process; its office works on the same database."""

    house: House
    office: Office
    origin: str
    running: subprocess.Popen[bytes]


@asynccontextmanager
async def agency(place: Stack) -> AsyncIterator[Agency]:
    """Furnished; its clock is held."""
    with tempfile.TemporaryDirectory() as folder:
        issuer, port = Issuer(Path(folder)), free_port()
        told = _told(place, Path(folder), issuer, port)
        office = office_of(load(Settings, told), None, FixedClock(STARTED))
        house = House(
            office, FixedClock(STARTED), Litestar([], logging_config=None, openapi_config=None), issuer
        )
        origin = f"http://127.0.0.1:{port}"
        try:
            await house.furnish()
            with process(["-m", "services.distribution", "api"], told) as running:
                await answering(f"{origin}/readyz")
                async with httpx.AsyncClient(base_url=f"{origin}/distribution/v1") as house.http:
                    yield Agency(house, office, origin, running)
        finally:
            await office.database.close()


def _told(place: Stack, folder: Path, issuer: Issuer, port: int) -> Mapping[str, str]:
    clock = folder / "clock.json"
    clock.write_bytes(msgspec.json.encode({"held": STARTED}))
    return place.environment(
        "distribution",
        JWKS_URL=issuer.jwks_url,
        API_HOST="127.0.0.1",
        API_PORT=str(port),
        CLOCK=f"file:{clock}",
        LOG_LEVEL="WARNING",
    )
