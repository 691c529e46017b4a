"""Reading the feed and the log, with and without If-None-Match, beside a bare handler with the same bytes."""

import tempfile
from itertools import product
from pathlib import Path

import asyncpg

from bench.agency import Agency, agency
from bench.figure import Figure, middle
from bench.load import Call, Load, run
from bench.stack import Stack, answering, free_port, process, stack

FEW, MANY, READS, CONNECTIONS, ROUNDS = 1000, 50_000, 1500, 32, 6
PAGES = {"feed.json": "feed.json", "feed.atom": "feed.atom", "log": "log?after={after}&limit=100"}
Key = tuple[str, int, str]
Rates = dict[Key, float]
_LIKE = """
WITH numbers AS (SELECT n, gen_random_uuid() AS id FROM generate_series($2::int, $3::int) AS n),
more AS (
    INSERT INTO releases SELECT (jsonb_populate_record(r, jsonb_build_object(
        'id', numbers.id, 'code', 'TC-2026-B' || n, 'log_seq', n))).* FROM releases r, numbers WHERE r.id = $1
),
texts AS (
    INSERT INTO editions SELECT (jsonb_populate_record(e, jsonb_build_object('release_id', numbers.id))).*
    FROM editions e, numbers WHERE e.release_id = $1
)
INSERT INTO release_log SELECT (jsonb_populate_record(l, jsonb_build_object(
    'seq', n, 'release_id', numbers.id))).* FROM release_log l, numbers WHERE l.release_id = $1
"""


async def measure() -> list[Figure]:
    """Each page in turn with its floor on the same servers; then the first one again with many releases."""
    async with stack(["distribution"]) as place, agency(place) as made:
        connection = await asyncpg.connect(place.database_urls["distribution"])
        release = await made.house.published()
        await _fill(connection, release["id"], 2, FEW)
        with tempfile.TemporaryDirectory() as folder:
            few = await _alternate(place, made, Path(folder), list(PAGES))
            await _fill(connection, release["id"], FEW + 1, MANY)
            many = await _alternate(place, made, Path(folder), ["feed.json"])
        await connection.close()
    return [*_figures(few), *_growth(few, many)]


async def _fill(connection: asyncpg.Connection, release_id: str, first: int, last: int) -> None:
    """Releases like that one; their signatures are not theirs, which no reader of a feed asks."""
    await connection.execute(_LIKE, release_id, first, last)
    await connection.execute("ANALYZE releases, editions, release_log")


async def _keep(made: Agency, folder: Path, names: list[str]) -> dict[str, str]:
    """The pages as files for the floor, and their tags."""
    tags = {}
    for name in names:
        answer = await made.house.http.get(PAGES[name].format(after=FEW - 100))
        answer.raise_for_status()
        (folder / name).write_bytes(answer.content)
        tags[name] = answer.headers["etag"]
    return tags


async def _alternate(place: Stack, made: Agency, folder: Path, names: list[str]) -> Rates:
    """Requests a second by page, status, and who answered."""
    tags, port = await _keep(made, folder, names), free_port()
    told = {"FLOOR_DATABASE": place.database_urls["distribution"], "FLOOR_PAGES": str(folder)}
    bare = ["-m", "uvicorn", "bench.floors.feed:app", "--port", str(port), "--no-access-log"]
    rates: dict[Key, list[float]] = {}
    with process([*bare, "--log-level", "warning"], told):
        await answering(f"http://127.0.0.1:{port}/alive")
        for name, status in product(names * ROUNDS, (200, 304)):
            known, floor_tag = (tags[name], '"floor"') if status == 304 else (None, None)
            calls = {"ours": _ours(made, name, known)} | {
                kind: _call(f"http://127.0.0.1:{port}/{kind}/{name}", floor_tag)
                for kind in ("looked", "memory")
            }
            for who, call in calls.items():
                rate = await _rate(call, status, place, made)
                rates.setdefault((name, status, who), []).append(rate)
    return {key: middle(found) for key, found in rates.items()}


def _ours(made: Agency, name: str, tag: str | None = None) -> Call:
    return _call(f"{made.origin}/distribution/v1/{PAGES[name].format(after=FEW - 100)}", tag)


def _call(url: str, tag: str | None) -> Call:
    return Call("GET", url, {"If-None-Match": tag} if tag else {})


async def _rate(call: Call, status: int, place: Stack, made: Agency) -> float:
    servers = place.processes(made.running)
    load: Load = await run(
        lambda _: call, count=READS, connections=CONNECTIONS, expected=status, servers=servers
    )
    return load.requests_per_second


def _figures(rates: Rates) -> list[Figure]:
    figures = []
    for name, (status, what) in product(PAGES, ((200, "whole"), (304, "unchanged"))):
        ours, floor, bare = (rates[name, status, who] for who in ("ours", "looked", "memory"))
        met = None if status == 200 else ours >= 0.7 * floor
        target = "" if met is None else ">= 0.7 of the floor"
        note = f"bare handler without a look at the database: {bare:,.0f}"
        figures.append(Figure(f"{name}, {what}", ours, "requests/s", floor, target, met, note))
    return figures


def _growth(few: Rates, many: Rates) -> list[Figure]:
    """As parts of the floor of the same minutes, since a machine is not equally fast all the time."""
    figures = []
    for status, what in ((200, "whole"), (304, "unchanged")):
        before, after = (
            rates["feed.json", status, "ours"] / rates["feed.json", status, "looked"] for rates in (few, many)
        )
        label, note = f"feed.json, {what}, growth", f"{MANY:,} releases beside {FEW:,}"
        figures.append(Figure(label, after, "of the floor", before, ">= 0.8", after >= 0.8 * before, note))
    return figures
