"""A page of a desk's queue, a search, and similar questions, among 1,000 and among 1,000,000 questions."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from bench.figure import Figure, middle
from bench.stack import copied, settled, stack
from services.questions.adapters.desk.likeness import SqlLikeness
from services.questions.adapters.desk.queue import SqlQueue
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.rulebook import SqlRuleBook
from services.questions.application.desk.queue import HeldBy, read_tasks
from services.questions.application.reading import QuestionFilter
from services.questions.domain.visibility import Reader
from shared.persistence import Database

FEW, MANY, LIMIT, ROUNDS = 1_000, 1_000_000, 20, 100
GROWTH = 3.0
"""How much dearer a page of the queue may be over a thousand times as many questions."""
NOW = datetime(2026, 9, 21, 2, tzinfo=UTC)
IOC = Reader(roles=frozenset({"ioc_dispatcher"}))
OFFICER = Reader(roles=frozenset({"focal_officer"}), agency_id=UUID(int=10))
SYLLABLES, TEXTS, WORDS = 1_800, 20_000, 40

Read = Callable[[], Awaitable[Sequence[UUID]]]

# One in fifty is still on somebody's desk, spread over the statuses; titles and bodies are drawn apart. What
# is on a desk among the few lies with the officer's agency, or a page among few would be the shorter one.
_FILL = """
INSERT INTO questions (id, code, reporter_id, press_agency_id, lead_agency_id, title, body, status, outcome,
    publication, submitted_at, due_at, late_from, approaching_at, policy_version, calendar_version,
    accepted_at, answered_at, approaching_told, breach_told, version)
SELECT gen_random_uuid(), 'Q-2026-' || n, gen_random_uuid(),
    ('00000000-0000-0000-0001-' || lpad(to_hex(n % 75), 12, '0'))::uuid,
    ('00000000-0000-0000-0000-' || lpad(to_hex(CASE WHEN n <= $5 AND n % 50 < 2 THEN 10 ELSE n % 90 END), 12,
        '0'))::uuid, left(a.words, 60), b.words,
    CASE WHEN n % 50 = 0 THEN (ARRAY['submitted', 'bounced', 'routed', 'accepted'])[n / 50 % 4 + 1]
        ELSE 'closed' END,
    CASE WHEN n % 50 = 0 THEN 'none' ELSE 'answered' END,
    CASE WHEN n % 50 < 2 THEN 'unpublished' ELSE 'published' END,
    asked, due, due, due - interval '1 day', '1', '1', asked, CASE WHEN n % 50 > 0 THEN asked END, false,
    false, 1
FROM (SELECT n, $3::timestamptz - n * interval '2 minutes' AS asked,
    $3::timestamptz + (n::bigint * 7919 % 40000 - 5000) * interval '1 minute' AS due
    FROM generate_series($1::int, $2::int) n) AS planned
JOIN drawn a ON a.number = n % $4 JOIN drawn b ON b.number = n::bigint * 7919 % $4
"""
_INDEX = """
INSERT INTO search_words (position, question_id, words)
SELECT row_number() OVER () + $1, id, to_tsvector('simple', code || ' ' || title || ' ' || body)
FROM questions q
WHERE NOT EXISTS (SELECT FROM search_words w WHERE w.question_id = q.id)
"""
_SAME = "SELECT * FROM questions WHERE id = ANY($1::uuid[]) ORDER BY late_from, id"


async def measure() -> list[Figure]:
    """Milliseconds of one read, views made; the floor is the same rows by their ids."""
    async with stack(["questions"]) as place:
        url = place.database_urls["questions"]
        await _fill(url, 1, FEW)
        few = Database(await copied(place, "questions", "questions_few"))
        await _fill(url, FEW + 1, MANY)
        await settled(place)
        bare, many = await asyncpg.connect(url, command_timeout=None), Database(url)
        try:
            among_few = _reads(few)
            return [await _figure(name, read, among_few[name], bare) for name, read in _reads(many).items()]
        finally:
            await many.close()
            await few.close()
            await bare.close()


def _reads(database: Database) -> Mapping[str, Read]:
    queue, queries = SqlQueue(database), SqlQueries(database, SqlRuleBook(database))
    likeness, text = SqlLikeness(database, queries), _text(Random(1))

    async def desk(reader: Reader) -> Sequence[UUID]:
        anybody = HeldBy.ANYBODY
        found = await read_tasks(reader, None, None, anybody, NOW, queue=queue, after=None, limit=LIMIT)
        return [each.id for each in found]

    async def search(words: str) -> Sequence[UUID]:
        found = await queries.questions(QuestionFilter(q=words), IOC, NOW, None, LIMIT)
        return [each.view.id for each in found]

    async def similar() -> Sequence[UUID]:
        found: Any = await likeness.like(UUID(int=1), text, NOW, LIMIT)
        return [each.question.view.id for each in found]

    seldom, often = text.split()[0], _syllable(0)
    return {
        "queue of IOC": lambda: desk(IOC),
        "queue of an agency": lambda: desk(OFFICER),
        "search, two words and a code": lambda: search(f"{seldom} Q-2026-777"),
        "search, four words": lambda: search(" ".join(text.split()[:4])),
        "search, the commonest word": lambda: search(often),
        "similar questions": similar,
    }


async def _figure(name: str, read: Read, among_few: Read, bare: asyncpg.Connection) -> Figure:
    ids, fewer = list(await read()), len(await among_few())

    async def floor() -> Sequence[UUID]:
        return [row["id"] for row in await bare.fetch(_SAME, ids)]

    spent, before, bare_spent = await _milliseconds(read, among_few, floor)
    held = spent / before <= GROWTH if name.startswith("queue") else None
    return Figure(
        f"{name} over {MANY:,}",
        spent,
        "ms",
        bare_spent,
        target=f"at most {GROWTH:.0f}x of {FEW:,}" if held is not None else "",
        met=held,
        note=f"{len(ids)} rows; over {FEW:,}: {fewer} rows, {before:.2f} ms, so {spent / before:.2f}x",
    )


async def _milliseconds(*calls: Read) -> list[float]:
    """The middle of the rounds of each; in turn, so that a neighbour on the machine disturbs all alike."""
    spent: list[list[float]] = [[] for _ in calls]
    pairs = list(zip(calls, spent, strict=True))
    for number in range(ROUNDS):
        first = number % len(pairs)
        for call, times in pairs[first:] + pairs[:first]:
            begun = time.perf_counter()
            await call()
            times.append((time.perf_counter() - begun) * 1000)
    return [middle(times) for times in spent]


def _syllable(rank: int) -> str:
    first, rest = divmod(rank, 20)
    onset, vowel = "bcdghklmnpqrstvx"[first % 16], "aeiouy"[first // 16]
    return f"{onset}{vowel}{'nmtcphglrs'[rest % 10]}{'ay'[rest // 10]}"


def _text(random: Random) -> str:
    """Syllables as in real text: some very often, most seldom."""
    return " ".join(_syllable(int(SYLLABLES * random.random() ** 2.5)) for _ in range(WORDS))


async def _draw(bare: asyncpg.Connection) -> None:
    await bare.execute("CREATE TEMPORARY TABLE drawn (number int PRIMARY KEY, words text)")
    random = Random(46)
    records = [(number, _text(random)) for number in range(TEXTS)]
    await bare.copy_records_to_table("drawn", records=records)
    await bare.execute("ANALYZE drawn")


async def _fill(url: str, first: int, last: int) -> None:
    bare = await asyncpg.connect(url, command_timeout=None)
    try:
        await _draw(bare)
        await bare.execute("DROP INDEX ix_search_words_words")
        await bare.execute(_FILL, first, last, NOW, TEXTS, FEW)
        await bare.execute(_INDEX, first)
        await bare.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")
        await bare.execute("VACUUM ANALYZE questions")
        await bare.execute("VACUUM ANALYZE search_words")
    finally:
        await bare.close()
