"""A register of 50,000 press agencies over HTTP, dry and in earnest, beside csv and two COPYs."""

import csv
import io
import time
from collections.abc import Awaitable, Callable

import asyncpg
import httpx

from bench.figure import Figure, middle
from bench.stack import Stack, answering, free_port, process, stack
from services.identity.adapters.keys import SigningKeys
from services.identity.adapters.tokens import TokenIssuer
from services.identity.application.views import Access
from shared.ids import uuid7

ROWS, ROUNDS, PATIENCE_SECONDS = 50_000, 3, 300
_HEADER = "Tên cơ quan báo chí;Loại hình;Loại;Cơ quan chủ quản;Tên miền;Hiệu lực đến;Trung ương\r\n"
_LINE = "Báo Minh họa {n};báo in, điện tử;báo;Hội Minh họa;baominhhoa{n}.example;31/12/2030;có\r\n"
_TABLES = (
    "CREATE TABLE floor_register (id uuid PRIMARY KEY, name text, types text, body text, ends text)",
    "CREATE TABLE floor_outbox (id uuid PRIMARY KEY, payload text)",
)
_EMPTY = "TRUNCATE press_agency, outbox, floor_register, floor_outbox CASCADE"


async def measure() -> list[Figure]:
    """Seconds of one request; cleaning, duplicates and the answer included."""
    raw = (_HEADER + "".join(_LINE.format(n=n) for n in range(ROWS))).encode()
    async with stack(["identity"]) as place:
        port, told = free_port(), place.environment("identity")
        own = {**told, "API_HOST": "127.0.0.1", "API_PORT": str(port), "LOG_LEVEL": "ERROR"}
        bare = await asyncpg.connect(place.servers.postgres_admin_url.rpartition("/")[0] + "/" + _name(place))
        for statement in _TABLES:
            await bare.execute(statement)
        try:
            with process(["-m", "services.identity", "api"], own):
                await answering(f"http://127.0.0.1:{port}/readyz")
                return await _alternate(f"http://127.0.0.1:{port}", _bearer(told), raw, bare)
        finally:
            await bare.close()


async def _alternate(
    origin: str, headers: dict[str, str], raw: bytes, bare: asyncpg.Connection
) -> list[Figure]:
    dry, real, floors = list[float](), list[float](), list[float]()
    async with httpx.AsyncClient(
        base_url=origin, headers=headers, timeout=PATIENCE_SECONDS, trust_env=False
    ) as http:
        for _ in range(ROUNDS):
            await bare.execute(_EMPTY)
            floors.append(await _seconds(lambda: _floor(raw, bare)))
            dry.append(await _seconds(lambda: _send(http, raw, "true")))
            real.append(await _seconds(lambda: _send(http, raw, "false")))
    floor, note = middle(floors), f"{ROWS:,} rows, {len(raw) / 1e6:.1f} MB"
    return [
        _figure("import over HTTP, dry run", middle(dry), floor, 20, note),
        _figure("import over HTTP", middle(real), floor, 30, note),
    ]


def _figure(name: str, value: float, floor: float, limit: int, note: str) -> Figure:
    return Figure(name, value, "s", floor, f"< {limit} s", value < limit, note)


async def _send(http: httpx.AsyncClient, raw: bytes, dry_run: str) -> None:
    headers = {"content-type": "text/csv"}
    path = "/identity/v1/press-agencies/import"
    answer = await http.post(path, params={"dry_run": dry_run}, content=raw, headers=headers)
    assert len(answer.json()["entered"]) == ROWS, answer.text[:300]


async def _floor(raw: bytes, bare: asyncpg.Connection) -> None:
    rows = list(csv.reader(io.StringIO(raw.decode()), delimiter=";"))[1:]
    records = [(uuid7(), row[0], row[1], row[4], row[5]) for row in rows]
    async with bare.transaction():
        await bare.copy_records_to_table("floor_register", records=records)
        await bare.copy_records_to_table("floor_outbox", records=[(one[0], one[1]) for one in records])


async def _seconds(call: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await call()
    return time.perf_counter() - begun


def _name(place: Stack) -> str:
    return place.database_urls["identity"].rpartition("/")[2].partition("?")[0]


def _bearer(told: dict[str, str]) -> dict[str, str]:
    """An officer, by the service's own key."""
    keys = SigningKeys.from_file(told["SIGNING_KEY_FILE"])
    issuer = TokenIssuer(f"{told['PUBLIC_URL']}/identity/v1", keys)
    officer = Access(
        account_id=uuid7(),
        roles=("department_officer",),
        agency_id=None,
        press_agency_id=None,
        reporter_id=None,
    )
    return {"authorization": f"Bearer {issuer.for_person(officer, 'bench', frozenset())}"}
