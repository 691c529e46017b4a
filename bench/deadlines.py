"""What the sweep tells a second among few and many open questions, and terms derived again after a change."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, timedelta

import asyncpg
import msgspec

from bench.figure import Figure, table
from bench.floors import deadlines as floor
from bench.stack import stack
from services.questions.adapters.unit_of_work import Office
from services.questions.application.calendars import ChangeCalendar, change_calendar
from services.questions.application.commands import SubmitQuestion
from services.questions.application.handlers.submission import submit_question
from services.questions.application.rederiving import rederive
from services.questions.application.sweep import sweep_deadlines
from services.questions.domain.calendar import DayCause
from services.questions.domain.calendar_change import DayOverride
from services.questions.entrypoints.seed import SeedFile, load
from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database
from tests.questions.rules import SEEDS, hue

FEW, MANY, DUE, CASES = 1_000, 1_000_000, 1_000, 100_000
ASKED, LATER = hue("2026-09-21 09:00"), timedelta(days=30)
_NAMES = """
SELECT string_agg(column_name, ', ') FROM information_schema.columns
WHERE table_name = 'questions' AND column_name NOT IN ('id', 'code')
"""


@dataclass(frozen=True)
class Desk:
    """The service's own parts on a database, and a bare connection to it."""

    office: Office
    clock: FixedClock
    bare: asyncpg.Connection

    async def furnish(self) -> None:
        """The rules of the local stack, and one question to copy."""
        for name in ("policies.json", "calendar.json"):
            file = msgspec.json.decode((SEEDS / name).read_bytes(), type=SeedFile)
            await load(file, self.office.database)
        reporter = uuid7()
        await self.bare.execute("INSERT INTO reporters VALUES ($1, $2, true, 1)", reporter, uuid7())
        command = SubmitQuestion(question_id=uuid7(), reporter_id=reporter, title="Bão", body="Bao giờ?")
        await submit_question(command, self.office.unit())

    async def fill(self, number: int) -> None:
        """More open questions, none of which is due for a long time, each with a route in its history."""
        names = await self.bare.fetchval(_NAMES)
        have = await self.bare.fetchval("SELECT count(*) FROM questions")
        await self.bare.execute(
            f"INSERT INTO questions (id, code, {names}) SELECT gen_random_uuid(), 'B-' || n, {names} "
            f"FROM (SELECT * FROM questions LIMIT 1) AS q, generate_series({have + 1}, {number}) AS n"
        )
        await self.bare.execute(
            "INSERT INTO question_facts (question_id, kind, at, data) SELECT id, 'Routed', submitted_at, "
            "jsonb_build_object('at', submitted_at, 'agency_id', gen_random_uuid()) FROM questions q "
            "WHERE NOT EXISTS (SELECT FROM question_facts f WHERE f.question_id = q.id)"
        )
        await self.bare.execute(
            "UPDATE questions SET approaching_at = $1, late_from = $1, due_at = $1 WHERE late_from < $1",
            ASKED + LATER * 12,
        )
        await self.bare.execute("VACUUM ANALYZE questions")

    async def let_be_due(self, number: int) -> None:
        """So many are late and nobody has been told."""
        await self.bare.execute(
            "UPDATE questions SET approaching_at = $1, late_from = $1, due_at = $1, "
            "approaching_told = false, breach_told = false WHERE id IN (SELECT id FROM questions LIMIT $2)",
            ASKED,
            number,
        )
        self.clock.set(ASKED + LATER)

    async def swept(self) -> tuple[float, float]:
        """Events a second, ours and the bare program's, on the same number due."""
        await self.let_be_due(DUE)
        begun = time.perf_counter()
        ours = await sweep_deadlines(self.office.unit) / (time.perf_counter() - begun)
        await self.let_be_due(DUE)
        begun = time.perf_counter()
        written = await floor.drain(self.bare, floor.CLAIM, 2, self.clock.now())
        return ours, written / (time.perf_counter() - begun)

    async def derived_again(self) -> tuple[float, float]:
        """Open questions a second: derived, told and on the record; and moved by a bare program."""
        self.clock.set(ASKED)
        storm = DayOverride(date(2026, 9, 23), DayCause.DAY_OFF, "99/CĐ-UBND")
        async with self.office.unit() as uow:
            base = await uow.calendars.newest()
        assert base is not None
        command = ChangeCalendar(
            base_version=base.version, overrides=(storm,), past_days=False, reason="Bão", account_id=None
        )
        newer = await change_calendar(command, self.office.unit())
        begun = time.perf_counter()
        ours = await rederive(self.office.unit) / (time.perf_counter() - begun)
        begun = time.perf_counter()
        moved = await floor.drain(self.bare, floor.MOVE, 1, newer.version, base.version)
        return ours, moved / (time.perf_counter() - begun)


async def measure(few: int = FEW, many: int = MANY, cases: int = CASES) -> list[Figure]:
    """On one database that grows."""
    async with stack(["questions"]) as place:
        url = place.database_urls["questions"]
        database, clock = Database(url), FixedClock(ASKED)
        bare = await asyncpg.connect(url)
        office = Office(database, clock, province_code="46", addressing="confirm")
        desk = Desk(office, clock, bare)
        try:
            await desk.furnish()
            await desk.fill(few)
            small, bare_small = await desk.swept()
            await desk.fill(cases)
            again, bare_again = await desk.derived_again()
            await desk.fill(many)
            large, bare_large = await desk.swept()
        finally:
            await bare.close()
            await database.close()
    grown, bare_grown = large / small, bare_large / bare_small
    growth, total = f"{many:,} open beside {few:,}, {DUE:,} due", f"{cases:,} in {cases / again:,.0f} s"
    return [
        Figure(f"sweep, {few:,} open", small, "events/s", bare_small, ">= 0.1", small >= 0.1 * bare_small),
        Figure(f"sweep, {many:,} open", large, "events/s", bare_large, ">= 0.1", large >= 0.1 * bare_large),
        Figure("sweep, growth", grown, "", bare_grown, ">= 0.5 by itself", grown >= 0.5, growth),
        Figure("derived again", again, "questions/s", bare_again, "< 300 s", cases / again < 300, total),
    ]


if __name__ == "__main__":
    print(table(asyncio.run(measure())))
