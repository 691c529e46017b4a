"""Reading the feed and the log, with and without If-None-Match, beside a bare handler with the same bytes."""

import tempfile
from pathlib import Path

import asyncpg

from bench.agency import Agency, agency
from bench.figure import Figure, middle
from bench.load import Call, Load, run
from bench.stack import Stack, answering, free_port, process, stack

FEW, MANY, READS, CONNECTIONS, ROUNDS = 1000, 50_000, 2000, 32, 2
PAGES = {"feed.json": "feed.json", "feed.atom": "feed.atom", "log": "log?after={after}&limit=100"}
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
            tags = await _keep(made, Path(folder))
            rates = await _alternate(place, made, folder, tags)
        await _fill(connection, release["id"], FEW + 1, MANY)
        await connection.close()
        whole = await _rate(_ours(made, "feed.json"), 200, place, made)
        tag = (await made.house.http.get("/feed.json")).headers["etag"]
        unchanged = await _rate(_ours(made, "feed.json", tag), 304, place, made)
    return [*_figures(rates), *_growth(rates, whole, unchanged)]


async def _fill(connection: asyncpg.Connection, release_id: str, first: int, last: int) -> None:
    """Releases like that one; their signatures are not theirs, which no reader of a feed asks."""
    await connection.execute(_LIKE, release_id, first, last)
    await connection.execute("ANALYZE releases, editions, release_log")


async def _keep(made: Agency, folder: Path) -> dict[str, str]:
    """The pages as files for the floor, and their tags."""
    tags = {}
    for name, path in PAGES.items():
        answer = await made.house.http.get(path.format(after=FEW - 100))
        answer.raise_for_status()
        (folder / name).write_bytes(answer.content)
        tags[name] = answer.headers["etag"]
    return tags


async def _alternate(
    place: Stack, made: Agency, folder: str, tags: dict[str, str]
) -> dict[tuple[str, int, str], float]:
    """Requests a second by page, status, and who answered."""
    port = free_port()
    told = {"FLOOR_DATABASE": place.database_urls["distribution"], "FLOOR_PAGES": folder}
    bare = ["-m", "uvicorn", "bench.floors.feed:app", "--port", str(port), "--no-access-log"]
    rates: dict[tuple[str, int, str], list[float]] = {}
    with process([*bare, "--log-level", "warning"], told):
        await answering(f"http://127.0.0.1:{port}/alive")
        for _ in range(ROUNDS):
            for name, tag in tags.items():
                for status, known, floor_tag in ((200, None, None), (304, tag, '"floor"')):
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


def _figures(rates: dict[tuple[str, int, str], float]) -> list[Figure]:
    figures = []
    for name in PAGES:
        for status, share in ((200, 0.5), (304, 0.7)):
            ours, floor = rates[name, status, "ours"], rates[name, status, "looked"]
            label = f"{name}, " + ("unchanged" if status == 304 else "whole")
            target = f">= {share} of the floor"
            figures.append(Figure(label, ours, "requests/s", floor, target, ours >= share * floor))
            bare = rates[name, status, "memory"]
            figures.append(
                Figure(f"{label}, floor from memory", ours, "requests/s", bare, "printed beside it")
            )
    return figures


def _growth(rates: dict[tuple[str, int, str], float], whole: float, unchanged: float) -> list[Figure]:
    note = f"{MANY:,} releases beside {FEW:,}"
    return [
        Figure(f"feed.json, {label}, growth", many, "requests/s", few, ">= 0.8", many >= 0.8 * few, note)
        for label, many, few in (
            ("whole", whole, rates["feed.json", 200, "ours"]),
            ("unchanged", unchanged, rates["feed.json", 304, "ours"]),
        )
    ]
