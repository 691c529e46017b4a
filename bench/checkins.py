"""Check-ins: online beside a bare INSERT and UPDATE, and the checks of one code beside one bare signature."""

import time
from collections.abc import Callable, Sequence

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.figure import Figure, middle
from bench.load import Call, Load, run
from bench.passes import OPEN, Door, door
from bench.stack import Stack, answering, free_port, process, stack
from services.events.domain.model import PassClaims, judge
from shared.ids import uuid7

SCANS, CONNECTIONS, ROUNDS, CODES = 1500, 32, 3, 1000


async def measure() -> list[Figure]:
    """In turn with the floor on the same servers; then one code after another, in this process."""
    async with stack(["events"]) as place, door(place, SCANS * ROUNDS) as made:
        tokens = [made.house.parts.keys.seal(state.claims.packed()) for state in made.passes]
        ours, bare = await _alternate(place, made, tokens)
        offline = _offline(made, tokens[:CODES])
    value, floor = _rate(ours), _rate(bare)
    slow, slow_floor = (middle([load.p99_ms for load in loads]) for loads in (ours, bare))
    return [
        Figure("check-in, online", value, "scans/s", floor, ">= 0.5 of the floor", value >= 0.5 * floor),
        Figure("check-in, online, p99", slow, "ms", slow_floor, "<= 2x the floor", slow <= 2 * slow_floor),
        Figure("check-in, CPU of all servers", _cpu(ours), "ms", _cpu(bare)),
        *offline,
    ]


async def _alternate(place: Stack, made: Door, tokens: Sequence[str]) -> tuple[list[Load], list[Load]]:
    port = free_port()
    told = {"FLOOR_DATABASE": place.database_urls["events"]}
    command = ["-m", "uvicorn", "bench.floors.checkins:app", "--port", str(port), "--no-access-log"]
    ours, bare = list[Load](), list[Load]()
    with process([*command, "--log-level", "warning"], told) as floor:
        await answering(f"http://127.0.0.1:{port}/alive")
        connection = await asyncpg.connect(place.database_urls["events"])
        await connection.execute("INSERT INTO floor_pass (id) SELECT id FROM passes")
        await connection.close()
        for part in range(ROUNDS):
            first = part * SCANS
            for found, scan, running in (
                (ours, _scan(made, tokens, first), made.running),
                (bare, _on_the_floor(made, port, first), floor),
            ):
                servers = place.processes(running)
                found.append(
                    await run(scan, count=SCANS, connections=CONNECTIONS, expected=201, servers=servers)
                )
    return ours, bare


def _scan(made: Door, tokens: Sequence[str], first: int) -> Callable[[int], Call]:
    """Each pass once, by a few door officers."""
    officers = [made.house.door() for _ in range(8)]

    def scan(number: int) -> Call:
        body = {
            "press_event_id": made.press_event_id,
            "token": tokens[first + number],
            "nonce": uuid7().hex,
            "gate": f"Cửa {number % 8}",
            "scanned_at": OPEN,
        }
        headers = {**officers[number % 8], "Content-Type": "application/json"}
        return Call("POST", f"{made.origin}/events/v1/check-ins", headers, msgspec.json.encode(body))

    return scan


def _on_the_floor(made: Door, port: int, first: int) -> Callable[[int], Call]:
    def scan(number: int) -> Call:
        pass_id = made.passes[first + number].press_pass.id
        body = {"nonce": uuid7().hex, "pass_id": pass_id, "gate": f"Cửa {number % 8}"}
        headers = {"Content-Type": "application/json"}
        return Call("POST", f"http://127.0.0.1:{port}/check-ins", headers, msgspec.json.encode(body))

    return scan


def _offline(made: Door, tokens: Sequence[str]) -> list[Figure]:
    """Microseconds for each code: signature, claims, and the rule of the door; and for making one."""
    keys, payload = made.house.parts.keys, made.passes[0].claims.packed()
    bare = Ed25519PrivateKey.generate()
    public, signature = bare.public_key(), bare.sign(payload)

    def check(number: int) -> None:
        opened = keys.opened(tokens[number])
        assert opened is not None
        state = made.passes[number]
        denial = judge(PassClaims.unpacked(opened), state, state.press_pass.press_event_id, OPEN)
        assert denial is None

    checked, verified = _each(check), _each(lambda _: public.verify(signature, payload))
    sealed, signed = _each(lambda _: keys.seal(payload)), _each(lambda _: bare.sign(payload))
    return [
        Figure(
            "check-in, offline", checked, "us", verified, "< 1000 us", checked < 1000, "floor: Ed25519 alone"
        ),
        Figure(
            "press pass, signed", sealed, "us", signed, "< 1000 us", sealed < 1000, "floor: Ed25519 alone"
        ),
    ]


def _each(act: Callable[[int], object]) -> float:
    """Microseconds of each, the median of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for number in range(CODES):
            act(number)
        rounds.append((time.perf_counter() - begun) / CODES * 1e6)
    return middle(rounds)


def _rate(loads: Sequence[Load]) -> float:
    return middle([load.requests_per_second for load in loads])


def _cpu(loads: Sequence[Load]) -> float:
    return middle([load.cpu_ms_per_request for load in loads])
