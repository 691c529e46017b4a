"""An events API in a process of its own, and a press event whose doors are open, with thousands of passes."""

import os
import subprocess
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import msgspec
from litestar import Litestar

from bench.stack import Stack, answering, free_port, process
from services.events.adapters.repositories.passes import PASS
from services.events.domain.model import PassState
from services.events.entrypoints.parts import Parts
from services.events.settings import Settings
from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database
from shared.settings import load
from tests.events.house import NOW, STARTS, House
from tests.tokens import Issuer

OPEN = STARTS - timedelta(minutes=10)


@dataclass(frozen=True)
class Door:
    """What a door needs; `passes` are good, and nobody has entered yet."""

    house: House
    origin: str
    press_event_id: str
    passes: Sequence[PassState]
    running: subprocess.Popen[bytes]


@asynccontextmanager
async def door(place: Stack, passes: int) -> AsyncIterator[Door]:
    """The first pass is made as everybody's is, the others are rows like it with codes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        issuer, port, clock = Issuer(Path(folder)), free_port(), Path(folder) / "clock.json"
        told = _told(place, issuer, port, clock)
        settings = load(Settings, told)
        parts = Parts.build(settings, Database(settings.database_url), FixedClock(OPEN))
        app = Litestar([], logging_config=None, openapi_config=None)
        house, origin = House(parts, FixedClock(OPEN), app, issuer), f"http://127.0.0.1:{port}"
        try:
            await house.furnish()
            with process(["-m", "services.events", "api"], told) as running:
                await answering(f"{origin}/readyz")
                async with httpx.AsyncClient(base_url=f"{origin}/events/v1") as house.http:
                    press_event = await house.announce()
                    made = await _passes(house, place, press_event, passes)
                    _hold(clock, OPEN)
                    yield Door(house, origin, press_event["id"], made, running)
        finally:
            await parts.database.close()


def _told(place: Stack, issuer: Issuer, port: int, clock: Path) -> Mapping[str, str]:
    _hold(clock, NOW)
    return place.environment(
        "events",
        JWKS_URL=issuer.jwks_url,
        API_HOST="127.0.0.1",
        API_PORT=str(port),
        CLOCK=f"file:{clock}",
        LOG_LEVEL="WARNING",
    )


def _hold(clock: Path, at: datetime) -> None:
    draft = clock.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode({"held": at}))
    os.replace(draft, clock)


async def _passes(
    house: House, place: Stack, press_event: Mapping[str, Any], number: int
) -> Sequence[PassState]:
    own = await house.pass_of(press_event)
    found = await house.parts.queries.keyed_pass(UUID(own["id"]))
    assert found is not None
    first = found.state
    made = [
        replace(first, press_pass=replace(first.press_pass, id=uuid7(), list_index=index))
        for index in range(1, number)
    ]
    connection = await asyncpg.connect(place.database_urls["events"])
    records = [tuple(getattr(state.press_pass, name) for name in PASS) for state in made]
    await connection.copy_records_to_table("passes", records=records, columns=PASS)
    await connection.close()
    return [first, *made]
