"""The idle suite as `make run` starts it: how soon it is ready, and how much memory it holds."""

import asyncio
import subprocess
import sys
import time

import httpx
import psutil

from bench.figure import Figure, middle
from bench.stack import free_port
from deploy.local.place import Place
from deploy.local.temporary import temporary_place

ROUNDS, SETTLE_SECONDS = 3, 3
_PATIENCE_SECONDS = 90
_FLOOR = "import litestar, faststream.nats, sqlalchemy.ext.asyncio, asyncpg, uvicorn"


async def measure() -> list[Figure]:
    """Seconds and megabytes; the floor is what the libraries alone take to import."""
    import_seconds, import_megabytes = zip(*(_imports() for _ in range(ROUNDS)), strict=True)
    seconds, megabytes = [], []
    with temporary_place() as where:
        await _started(where)  # the first start makes the databases
        for _ in range(ROUNDS):
            spent, held = await _started(where)
            seconds.append(spent)
            megabytes.append(held)
    took, held = middle(seconds), middle(megabytes)
    return [
        Figure(
            "start to ready", took, "s", middle(list(import_seconds)), "< 8 s", took < 8, "floor: imports"
        ),
        Figure("idle memory", held, "MB", middle(list(import_megabytes)), "< 220 MB", held < 220),
    ]


def _imports() -> tuple[float, float]:
    program = f"{_FLOOR}\nimport psutil\nprint(psutil.Process().memory_info().rss)"
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, int(done.stdout) / 1e6


async def _started(where: Place) -> tuple[float, float]:
    port = free_port()
    begun = time.perf_counter()
    command = [sys.executable, "-m", "deploy.local", "--data", str(where.root), "run", "--port", str(port)]
    running = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL)
    try:
        await _ready(f"http://127.0.0.1:{port}/status.json")
        spent = time.perf_counter() - begun
        await asyncio.sleep(SETTLE_SECONDS)
        return spent, psutil.Process(running.pid).memory_info().rss / 1e6
    finally:
        running.terminate()
        await running.wait()


async def _ready(url: str) -> None:
    async with asyncio.timeout(_PATIENCE_SECONDS), httpx.AsyncClient() as client:
        while True:
            try:
                answer = await client.get(url)
                if answer.is_success and all(one["ready"] for one in answer.json()["services"].values()):
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)
