"""A closed-loop HTTP load: so many connections, each sending its next request when the last is answered."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
import psutil

from bench.figure import percentile


@dataclass(frozen=True)
class Call:
    """One request to send."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Load:
    """What one run of load measured; CPU is of all named server processes together."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms_per_request: float


class UnexpectedStatus(Exception):
    """The server answered something else than the measurement needs."""


def cpu_seconds(processes: list[psutil.Process]) -> float:
    """User and system time of the processes and their children so far."""
    total = 0.0
    for process in processes:
        for member in [process, *process.children(recursive=True)]:
            # A server process of PostgreSQL ends with its connection, also at this moment.
            with suppress(psutil.NoSuchProcess):
                times = member.cpu_times()
                total += times.user + times.system
    return total


async def run(
    make: Callable[[int], Call], *, count: int, connections: int, expected: int, servers: list[psutil.Process]
) -> Load:
    """Send `count` requests; raises UnexpectedStatus when one is not answered with `expected`."""
    numbers = iter(range(count))
    spent: list[float] = []

    async def connection(session: aiohttp.ClientSession) -> None:
        for number in numbers:
            call = make(number)
            begun = time.perf_counter()
            async with session.request(call.method, call.url, headers=call.headers, data=call.body) as answer:
                content = await answer.read()
            spent.append((time.perf_counter() - begun) * 1000)
            if answer.status != expected:
                raise UnexpectedStatus(f"{answer.status} for {call.method} {call.url}: {content[:300]!r}")

    cpu_before, begun = cpu_seconds(servers), time.perf_counter()
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(connection(session))
    seconds = time.perf_counter() - begun
    cpu = cpu_seconds(servers) - cpu_before
    return Load(count / seconds, percentile(spent, 0.5), percentile(spent, 0.99), cpu / count * 1000)
