"""What the sweep tells a second among few and many open questions, and terms derived again after a change."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import date

from bench.figure import Figure, middle, table
from bench.floors import deadlines as floor
from bench.open_questions import ASKED, OpenQuestions
from bench.stack import Stack, copied, settled, stack
from services.questions.application.calendars import ChangeCalendar, change_calendar
from services.questions.application.rederiving import rederive
from services.questions.application.sweep import sweep_deadlines
from services.questions.domain.calendar import DayCause
from services.questions.domain.calendar_change import DayOverride

FEW, MANY, DUE, CASES, ROUNDS = 1_000, 1_000_000, 1_000, 100_000, 9
GROWTH = 0.5
"""How much of its pace the sweep keeps among a thousand times as many open questions."""

Rates = Mapping[str, list[float]]


async def measure(few: int = FEW, many: int = MANY, cases: int = CASES) -> list[Figure]:
    """On databases side by side, each a copy of the smaller one that grew."""
    async with stack(["questions"]) as place, AsyncExitStack() as open_:
        urls = {few: "", cases: "", many: place.database_urls["questions"]}
        for number in urls:
            await _grown(place, number)
            if number != many:
                urls[number] = await copied(place, "questions", f"questions_{number}")
        desks = {number: await OpenQuestions.at(url) for number, url in urls.items()}
        for desk in desks.values():
            open_.push_async_callback(desk.close)
        await settled(place)
        swept = await _swept(desks[few], desks[many])
        again, bare_again = await _derived_again(desks[cases])
    total = f"{cases:,} in {cases / again:,.0f} s"
    return [
        *_figures(swept, few, many),
        Figure("derived again", again, "questions/s", bare_again, "< 300 s", cases / again < 300, total),
    ]


async def _grown(place: Stack, number: int) -> None:
    desk = await OpenQuestions.at(place.database_urls["questions"])
    try:
        if not await desk.bare.fetchval("SELECT count(*) FROM questions"):
            await desk.furnish()
        await desk.fill(number)
    finally:
        await desk.close()


async def _swept(few: OpenQuestions, many: OpenQuestions) -> Rates:
    """Events a second, ours and the bare program's, on the same number due; all four in each round."""
    rates: dict[str, list[float]] = {"few": [], "bare few": [], "many": [], "bare many": []}
    for _ in range(ROUNDS):
        for name, desk in (("few", few), ("many", many)):
            await desk.let_be_due(DUE)
            begun = time.perf_counter()
            told = await sweep_deadlines(desk.office.unit)
            rates[name].append(told / (time.perf_counter() - begun))
        for name, desk in (("bare few", few), ("bare many", many)):
            await desk.let_be_due(DUE)
            begun = time.perf_counter()
            written = await floor.drain(desk.bare, floor.CLAIM, 2, desk.clock.now())
            rates[name].append(written / (time.perf_counter() - begun))
    return rates


def _figures(rates: Rates, few: int, many: int) -> list[Figure]:
    """The growth is the middle of the rounds' own: each compares what ran within the same seconds."""
    found = []
    for name, number in (("few", few), ("many", many)):
        ours, bare = middle(rates[name]), middle(rates[f"bare {name}"])
        met = ours >= 0.1 * bare
        found.append(Figure(f"sweep, {number:,} open", ours, "events/s", bare, ">= 0.1", met))
    grown, bare_grown = _growth(rates, ""), _growth(rates, "bare ")
    note = f"{many:,} open beside {few:,}, {DUE:,} due"
    met = grown >= GROWTH
    return [*found, Figure("sweep, growth", grown, "", bare_grown, f">= {GROWTH} by itself", met, note)]


def _growth(rates: Rates, whose: str) -> float:
    pairs = zip(rates[f"{whose}few"], rates[f"{whose}many"], strict=True)
    return middle([many / few for few, many in pairs])


async def _derived_again(desk: OpenQuestions) -> tuple[float, float]:
    """Open questions a second: derived, told and on the record; and moved by a bare program."""
    desk.clock.set(ASKED)
    storm = DayOverride(date(2026, 9, 23), DayCause.DAY_OFF, "99/CĐ-UBND")
    async with desk.office.unit() as uow:
        base = await uow.calendars.newest()
    assert base is not None
    command = ChangeCalendar(
        base_version=base.version, overrides=(storm,), past_days=False, reason="Bão", account_id=None
    )
    newer = await change_calendar(command, desk.office.unit())
    begun = time.perf_counter()
    ours = await rederive(desk.office.unit) / (time.perf_counter() - begun)
    begun = time.perf_counter()
    moved = await floor.drain(desk.bare, floor.MOVE, 1, newer.version, base.version)
    return ours, moved / (time.perf_counter() - begun)


if __name__ == "__main__":
    print(table(asyncio.run(measure())))
