"""A search of the directory over 5,000 spokespersons, beside a bare query for the same rows by their ids."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import product
from uuid import UUID

import asyncpg

from bench.figure import Figure, middle
from bench.stack import stack
from services.identity.adapters.queries import Queries
from shared.ids import uuid7
from shared.persistence import Database
from shared.text import fold, nfc, sort_key

AGENCIES, PEOPLE, LIMIT, ROUNDS = 250, 5_000, 25, 40
SINCE, NOW = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 9, 21, tzinfo=UTC)
SEARCHES = {
    "a name": "nguyễn hòa",
    "no accents": "hoa giam doc so minh hoa 1",
    "nobody": "khong co ai nhu the",
    "all, first page": None,
}
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Thị", "Văn", "Minh", "Đức", "Thanh")
_GIVEN = ("Hòa", "Hoà", "An", "Đăng", "Phúc", "Lộc", "Thủy", "Quân", "Trang", "Ưng")
_POSITIONS = ("Giám đốc", "Phó Giám đốc", "Chánh Văn phòng", "Trưởng phòng Hành chính")
_SAME = """
SELECT p.id, p.agency_id, p.kind, p.full_name, p.position, p.phone, p.official_email, p.decision_no,
    p.decision_at, p.entry_due_at, p.published_at, p.valid_from, p.valid_to, p.revoked_at, p.version, s.name
FROM spokesperson AS p JOIN agency_state AS s ON s.agency_id = p.agency_id
WHERE p.id = ANY($1::uuid[]) ORDER BY p.name_sort, p.id
"""


async def measure() -> list[Figure]:
    """Milliseconds of one search, the views made; the floor is the rows alone, by their ids."""
    async with stack(["identity"]) as place:
        bare = await asyncpg.connect(place.database_urls["identity"])
        database = Database(place.database_urls["identity"])
        try:
            await _fill(bare)
            return [await _figure(name, words, Queries(database), bare) for name, words in SEARCHES.items()]
        finally:
            await database.close()
            await bare.close()


async def _figure(name: str, words: str | None, queries: Queries, bare: asyncpg.Connection) -> Figure:
    async def ours() -> list[UUID]:
        return [view.id for view, _ in await queries.directory(words, None, NOW, None, LIMIT)]

    ids = await ours()

    async def floor() -> object:
        return await bare.fetch(_SAME, ids)

    return Figure(
        f"directory search, {name}",
        await _milliseconds(ours),
        "ms",
        await _milliseconds(floor),
        note=f"{len(ids)} rows of {PEOPLE:,}",
    )


async def _milliseconds(call: Callable[[], Awaitable[object]]) -> float:
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await call()
        spent.append((time.perf_counter() - begun) * 1000)
    return middle(spent)


async def _fill(bare: asyncpg.Connection) -> None:
    agencies = [(uuid7(), f"Sở Minh họa {number}") for number in range(AGENCIES)]
    await bare.copy_records_to_table(
        "agency", records=[(one, 1) for one, _ in agencies], columns=["id", "version"]
    )
    columns = "agency_id number code old_codes name name_exact name_folded name_sort search level"
    states: list[tuple[object, ...]] = [
        (
            one,
            1,
            f"H57.{n}",
            [],
            name,
            nfc(name).casefold(),
            fold(name),
            sort_key(name),
            fold(name),
            "DEPARTMENT",
        )
        for n, (one, name) in enumerate(agencies)
    ]
    await bare.copy_records_to_table(
        "agency_state",
        records=[(*state, "[]", "province") for state in states],
        columns=[*columns.split(), "responsibilities", "working_hours"],
    )
    await _fill_people(bare, [one for one, _ in agencies])
    await bare.execute("ANALYZE")


async def _fill_people(bare: asyncpg.Connection, agencies: list[UUID]) -> None:
    accounts = [uuid7() for _ in range(PEOPLE)]
    await bare.executemany(
        "INSERT INTO account (id, identifier_digest, identifier_last4, created_at) VALUES ($1, $2, '', $3)",
        [(account, account.bytes, SINCE) for account in accounts],
    )
    names = [" ".join(parts) for parts in product(_FAMILIES, _MIDDLES, _GIVEN)]
    columns = "id account_id agency_id kind full_name position phone official_email decision_no valid_from"
    more = "assigned_at version decision_at published_at exact search name_sort"
    await bare.copy_records_to_table(
        "spokesperson",
        records=[_person(n, one, agencies, names[n % len(names)]) for n, one in enumerate(accounts)],
        columns=[*columns.split(), *more.split()],
    )


def _person(number: int, account: UUID, agencies: list[UUID], name: str) -> tuple[object, ...]:
    position = _POSITIONS[number % len(_POSITIONS)]
    *others, given = name.split()
    words = f"{name} {position}"
    contact = ("0234 3822 000", f"nguoi{number}@hue.example", f"{number}/QĐ-MH")
    times = (SINCE, SINCE, 1, SINCE, SINCE)
    found = (nfc(words).casefold(), fold(words), sort_key(f"{given} {' '.join(others)}"))
    where = agencies[number % len(agencies)]
    return (uuid7(), account, where, "STANDING", name, position, *contact, *times, *found)
