"""Submitting a question over HTTP, authenticated and committed, beside a bare handler with two INSERTs."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import asyncpg
import msgspec
import psutil

from bench.figure import Figure, middle
from bench.load import Call, Load, run
from bench.stack import Stack, answering, free_port, process, stack
from services.questions.entrypoints.seed import seed
from services.questions.settings import Settings
from shared.ids import uuid7
from shared.settings import load
from tests.tokens import Issuer

REPORTERS, REQUESTS, CONNECTIONS, ROUNDS = 500, 1500, 32, 9
SEEDS = Path("deploy/local/seed/questions")
TEXT = {
    "title": "Tiến độ cầu vượt cửa biển Thuận An",
    "body": "Đến nay công trình đạt bao nhiêu phần trăm khối lượng, và ngày thông xe là ngày nào? " * 4,
}
FLOOR_BODY = msgspec.json.encode({"subject": TEXT["title"], "body": TEXT["body"]})


async def measure() -> list[Figure]:
    """Rates and latencies of ours and both floors, in turn, on the same servers."""
    with tempfile.TemporaryDirectory() as folder:
        issuer = Issuer(Path(folder))
        async with stack(["questions"]) as place:
            reporters = await _furnish(place)
            return await _alternate(place, issuer, reporters)


async def _furnish(place: Stack) -> list[UUID]:
    settings = load(Settings, place.environment("questions"))
    await seed(settings, [str(SEEDS / "policies.json"), str(SEEDS / "calendar.json")])
    reporters = [uuid7() for _ in range(REPORTERS)]
    connection = await asyncpg.connect(place.database_urls["questions"])
    # The projection of identity's events, as many rows as the load has reporters.
    await connection.executemany(
        "INSERT INTO reporters (reporter_id, press_agency_id, may_ask, version) VALUES ($1, $2, true, 2)",
        [(reporter, uuid7()) for reporter in reporters],
    )
    await connection.close()
    return reporters


async def _alternate(place: Stack, issuer: Issuer, reporters: list[UUID]) -> list[Figure]:
    port, floor_port = free_port(), free_port()
    told = place.environment("questions", JWKS_URL=issuer.jwks_url, API_HOST="127.0.0.1", API_PORT=str(port))
    floor_told = {"FLOOR_DATABASE": place.database_urls["questions"]}
    bare = ["-m", "uvicorn", "bench.floors.submit:app", "--port", str(floor_port), "--no-access-log"]
    submit = _submissions(port, [issuer.token("reporter", reporter_id=one) for one in reporters])
    loads: dict[str, list[Load]] = {"ours": [], "transaction": [], "statement": []}
    with (
        process(["-m", "services.questions", "api"], told) as ours,
        process([*bare, "--log-level", "warning"], floor_told) as floor,
    ):
        await answering(f"http://127.0.0.1:{port}/readyz")
        await answering(f"http://127.0.0.1:{floor_port}/alive")
        for _ in range(ROUNDS):
            loads["ours"].append(await _load(submit, place.processes(ours)))
            for form in ("transaction", "statement"):
                bare_call = _on_the_floor(floor_port, form)
                loads[form].append(await _load(bare_call, place.processes(floor)))
    return _figures(loads)


def _submissions(port: int, tokens: list[str]) -> Callable[[int], Call]:
    def submit(number: int) -> Call:
        headers = {
            "Authorization": f"Bearer {tokens[number % len(tokens)]}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid7()),
        }
        # No two are alike, as what is folded for one question is no help for the next.
        body = msgspec.json.encode({**TEXT, "title": f"{TEXT['title']}, {number}"})
        return Call("POST", f"http://127.0.0.1:{port}/questions/v1/questions", headers, body)

    return submit


def _on_the_floor(port: int, form: str) -> Callable[[int], Call]:
    address = f"http://127.0.0.1:{port}/{form}"
    return lambda _: Call("POST", address, {"Content-Type": "application/json"}, FLOOR_BODY)


async def _load(make: Callable[[int], Call], servers: list[psutil.Process]) -> Load:
    return await run(make, count=REQUESTS, connections=CONNECTIONS, expected=201, servers=servers)


def _figures(loads: dict[str, list[Load]]) -> list[Figure]:
    def rate(name: str) -> float:
        return middle([load.requests_per_second for load in loads[name]])

    def of(name: str, field: str) -> float:
        return middle([getattr(load, field) for load in loads[name]])

    ours, floor = rate("ours"), rate("transaction")
    slow, bare = of("ours", "p99_ms"), of("transaction", "p99_ms")
    cpu = of("ours", "cpu_ms_per_request")
    return [
        Figure("submit", ours, "requests/s", floor, ">= 0.5 of the floor", ours >= 0.5 * floor),
        Figure("submit, one-statement floor", ours, "requests/s", rate("statement"), "printed beside it"),
        Figure("submit p99", slow, "ms", bare, "<= 2x the floor", slow <= 2 * bare),
        Figure("submit, CPU of all servers", cpu, "ms", of("transaction", "cpu_ms_per_request")),
    ]
