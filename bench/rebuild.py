"""How fast the metrics service rebuilds, beside a bare batch consumer; and whether that is linear."""

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from random import Random

from bench.figure import Figure, middle, table
from bench.floors.projection import consume
from bench.stack import Stack, stack
from services.metrics.adapters.generations import SqlGenerations
from services.metrics.adapters.history import StreamHistory
from services.metrics.application.handlers import rebuild
from services.metrics.settings import Settings
from shared.contracts import cloudevents, registry
from shared.contracts.event import Event
from shared.ids import uuid7
from shared.messaging.history import history, reading
from shared.persistence import Database
from shared.settings import load
from tests.metrics.histories import START, question

SMALL, LARGE, ROUNDS, WINDOW = 20_000, 200_000, 3, 500
STREAM = "questions"


def events() -> Iterator[Event]:
    """Question after question, as far as each gets."""
    random = Random(20261121)
    for number in count():
        yield from question(number, random, agencies=36, presses=75)


async def publish(place: Stack, source: Iterator[Event], wanted: int) -> None:
    """The next so many events onto the stream."""
    for start in range(0, wanted, WINDOW):
        waiting = []
        for event in islice(source, min(WINDOW, wanted - start)):
            headers = cloudevents.headers(event, event_id=uuid7(), time=START, province_code="46")
            sent = place.js.publish_async(event.type_name(), registry.encode(event), headers=headers)
            waiting.append(await sent)
        await asyncio.gather(*waiting)


async def rebuilt(place: Stack) -> float:
    """Events per second, from the first message to the switch."""
    settings = load(Settings, place.environment("metrics"))
    database = Database(settings.database_url)
    try:
        async with reading("metrics", settings) as js:
            begun = time.perf_counter()
            histories = [StreamHistory(STREAM, partial(history, js, "metrics", STREAM))]
            applied = await rebuild(SqlGenerations(database), histories, lambda _stream, _count: None)
            return applied / (time.perf_counter() - begun)
    finally:
        await database.close()


async def floor(place: Stack) -> float:
    """Events per second of the bare consumer."""
    begun = time.perf_counter()
    total = await consume(place.js, place.database_urls["metrics"], STREAM)
    return total / (time.perf_counter() - begun)


async def measure(small: int = SMALL, large: int = LARGE) -> list[Figure]:
    """Ours and the floor in turn on the same stream, first short and then ten times as long."""
    source, ours, bare = events(), [], []
    async with stack(["metrics"]) as place:
        await publish(place, source, small)
        for _ in range(ROUNDS):
            bare.append(await floor(place))
            ours.append(await rebuilt(place))
        await publish(place, source, large - small)
        long_bare, long_ours = await floor(place), await rebuilt(place)
    short, floor_short = middle(ours), middle(bare)
    half, growth = ">= 0.5 of the floor", f"{large:,} events beside {small:,}"
    million = 1_000_000 / long_ours
    return [
        Figure("rebuild", short, "events/s", floor_short, half, short >= 0.5 * floor_short),
        Figure("rebuild, long", long_ours, "events/s", long_bare, half, long_ours >= 0.5 * long_bare),
        Figure("rebuild, growth", long_ours, "events/s", short, ">= 0.8", long_ours >= 0.8 * short, growth),
        Figure("rebuild of 1,000,000", million, "s", None, "< 180", million < 180, "from the long one"),
    ]


if __name__ == "__main__":
    print(table(asyncio.run(measure())))
