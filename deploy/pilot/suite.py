"""The suite as a child process on data of the demonstration's own, its clock held where the season begins."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from deploy.local import upkeep
from deploy.local.errors import LauncherError
from deploy.local.keyring import Keyring
from deploy.local.launcher import CLOCK_FILE
from deploy.local.outside import population_address
from deploy.local.place import Place, place
from deploy.local.seed.identity import super_app
from deploy.local.simulation import known_address
from deploy.local.simulators.person import SuperApp
from deploy.pilot.season import BEGINS
from shared.clock import ClockReading, write_clock

_MARK = "made-by-the-demonstration"
_READY_SECONDS = 90


def begin_afresh(*, forget: bool) -> Place:
    """An empty data folder with a held clock; raises LauncherError rather than forget what a user did."""
    where = place()
    used = (where.root / "postgres").exists()
    if used and not forget and not (where.root / _MARK).exists():
        raise LauncherError(
            f"{where.root} holds the data of `make run`; forget it with: make demo ARGS=--fresh"
        )
    if used:
        upkeep.clean(where)
        where = place()
    (where.root / _MARK).touch()
    write_clock(where.root / CLOCK_FILE, ClockReading(held=BEGINS))
    return where


@contextmanager
def running(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """`python -m deploy.local run`, until the block ends."""
    command = [sys.executable, "-m", "deploy.local", "run", "--port", str(port)]
    child = subprocess.Popen(command)
    try:
        yield child
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait()


def backend(where: Place, url: str) -> SuperApp:
    """The super-app's backend with the secrets of this data folder."""
    return super_app(Keyring(where.root / "secrets"), issuer=known_address(where), public_url=url)


def population(where: Place) -> str:
    """The address at which the simulated population database is told whom it knows."""
    return population_address(where)


def clock_file(where: Place) -> Path:
    """The file that every process takes the time from."""
    return where.root / CLOCK_FILE


async def ready(child: "subprocess.Popen[bytes]", url: str) -> None:
    """Wait until every service is; raises LauncherError when the suite does not come up."""
    async with httpx.AsyncClient(timeout=5) as http:
        for _ in range(_READY_SECONDS * 10):
            if child.poll() is not None:
                raise LauncherError("the suite did not start; the line above says why")
            try:
                status = await http.get(f"{url}/status.json")
                if status.is_success and all(one["ready"] for one in status.json()["services"].values()):
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise LauncherError(f"the suite was not ready within {_READY_SECONDS} s")
