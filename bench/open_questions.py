"""A database with many open questions that lie as in life: asked in turn, by and of different people."""

from dataclasses import dataclass
from datetime import timedelta

import asyncpg
import msgspec

from services.questions.adapters.unit_of_work import Office
from services.questions.application.commands import SubmitQuestion
from services.questions.application.handlers.submission import submit_question
from services.questions.entrypoints.seed import SeedFile, load
from shared.clock import FixedClock
from shared.ids import uuid7
from shared.persistence import Database
from tests.questions.rules import SEEDS, hue

ASKED, LATER = hue("2026-09-21 09:00"), timedelta(days=30)
_NAMES = """
SELECT string_agg(column_name, ', ') FROM information_schema.columns
WHERE table_name = 'questions' AND column_name NOT IN ('id', 'code', 'reporter_id', 'press_agency_id',
    'lead_agency_id', 'status', 'submitted_at', 'approaching_at', 'late_from', 'due_at')
"""
# Ids rise with the time of asking, as the service's own do: what is due together lies together in indexes.
_FILL = """
INSERT INTO questions (id, code, reporter_id, press_agency_id, lead_agency_id, status, submitted_at,
    approaching_at, late_from, due_at, {names})
SELECT uuidv7(make_interval(secs => n - 2000000)), 'B-' || n,
    lpad(to_hex(n::bigint * 7919 % 2000), 32, '0')::uuid, lpad(to_hex(n % 75), 32, '0')::uuid,
    lpad(to_hex(n % 90), 32, '0')::uuid, 'accepted', $3::timestamptz + make_interval(secs => n - 2000000),
    $4::timestamptz, $4, $4, {names}
FROM (SELECT * FROM questions LIMIT 1) AS q, generate_series($1::int, $2::int) AS n
"""
_FACTS = """
INSERT INTO question_facts (question_id, kind, at, data) SELECT id, 'Routed', submitted_at,
    jsonb_build_object('at', submitted_at, 'agency_id', lead_agency_id) FROM questions q
WHERE NOT EXISTS (SELECT FROM question_facts f WHERE f.question_id = q.id) AND lead_agency_id IS NOT NULL
"""
_LET_BE_DUE = """
UPDATE questions SET approaching_at = $1, late_from = $1, due_at = $1, approaching_told = false,
    breach_told = false
WHERE id IN (SELECT id FROM questions ORDER BY submitted_at, id LIMIT $2)
"""


@dataclass(frozen=True)
class OpenQuestions:
    """The service's own parts on a database, and a bare connection to it."""

    office: Office
    clock: FixedClock
    bare: asyncpg.Connection

    @classmethod
    async def at(cls, url: str) -> "OpenQuestions":
        """On this database, at the time of asking."""
        clock = FixedClock(ASKED)
        office = Office(Database(url), clock, province_code="46", addressing="confirm")
        return cls(office, clock, await asyncpg.connect(url, command_timeout=None))

    async def close(self) -> None:
        """Ends the connections."""
        await self.bare.close()
        await self.office.database.close()

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
        """Open questions up to so many, none due for a long time, each with a route in its history."""
        have = await self.bare.fetchval("SELECT count(*) FROM questions")
        statement = _FILL.format(names=await self.bare.fetchval(_NAMES))
        await self.bare.execute(statement, have + 1, number, ASKED, ASKED + LATER * 12)
        await self.bare.execute(_FACTS)
        for table in ("questions", "question_facts"):
            await self.bare.execute(f"VACUUM ANALYZE {table}")

    async def let_be_due(self, number: int) -> None:
        """So many are late, those asked first, and nobody has been told."""
        await self.bare.execute(_LET_BE_DUE, ASKED, number)
        # A question is late once in its life and here in every round. By itself VACUUM leaves what that has
        # left in the indexes of a large table and clears those of a small one.
        await self.bare.execute("VACUUM (INDEX_CLEANUP ON) questions")
        self.clock.set(ASKED + LATER)
