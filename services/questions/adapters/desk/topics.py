"""What questions are about: matters are agencies' fields, areas communes; noted when a text is indexed."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.questions.adapters.desk.ranker import SqlLearned
from services.questions.application.desk.ports import AgencyProfile
from services.questions.application.desk.words import syllables
from services.questions.domain.topics import WEEKS_BEFORE, Topic, TopicKind
from shared.clock import Clock
from shared.persistence.engine import Database

Named = tuple[TopicKind, str]
_AREA_LEVEL = "COMMUNE"
_PREFIXES = ("UBND ", "Ủy ban nhân dân ")
_WEEK = timedelta(days=7)
_NOTE = """
INSERT INTO question_topics (question_id, kind, topic, submitted_at)
SELECT q.id, noted.kind, noted.topic, q.submitted_at
FROM unnest($1::uuid[], $2::text[], $3::text[]) AS noted (id, kind, topic) JOIN questions q USING (id)
ON CONFLICT DO NOTHING
"""
# $1 is now, $2 a week before it, and so on.
_IN_WEEK = "count(*) FILTER (WHERE t.submitted_at > ${after} AND t.submitted_at <= ${until}) AS week_{week}"
_COUNTS = """
SELECT t.kind, t.topic, {weeks},
    count(DISTINCT q.press_agency_id) FILTER (WHERE t.submitted_at > $2) AS newsrooms
FROM question_topics t JOIN questions q ON q.id = t.question_id
WHERE t.submitted_at > ${oldest} AND t.submitted_at <= $1 AND q.outcome NOT IN ('withdrawn', 'merged')
GROUP BY t.kind, t.topic HAVING count(*) FILTER (WHERE t.submitted_at > $2) > 0
""".format(
    weeks=", ".join(
        _IN_WEEK.format(until=week + 1, after=week + 2, week=week) for week in range(WEEKS_BEFORE + 1)
    ),
    oldest=WEEKS_BEFORE + 2,
)


class Vocabulary:
    """The phrases by which a text is known to be about something."""

    def __init__(self, profiles: Iterable[AgencyProfile]) -> None:
        self._phrases: dict[tuple[str, ...], Named] = {}
        for profile in profiles:
            area = _area(profile)
            if area is not None:
                self._learn((area,), (TopicKind.AREA, area))
        # Areas first: a commune lists its own name among its fields.
        for profile in profiles:
            for each in profile.responsibilities:
                self._learn((each.field, *each.keywords), (TopicKind.MATTER, each.field))
        self._longest = max(map(len, self._phrases), default=0)

    def _learn(self, phrases: Iterable[str], named: Named) -> None:
        for phrase in phrases:
            self._phrases.setdefault(tuple(syllables(phrase)), named)

    def topics(self, text: str) -> set[Named]:
        """What the text names; the longest phrase wins where several begin at one word."""
        words, found, at = syllables(text), set[Named](), 0
        while at < len(words):
            starts = (n for n in range(self._longest, 0, -1) if tuple(words[at : at + n]) in self._phrases)
            length = next(starts, 0)
            if length:
                found.add(self._phrases[tuple(words[at : at + length])])
            at += max(length, 1)
        return found


class TopicNotes:
    """Notes topics inside the transaction that indexes the text."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._learned, self._clock = SqlLearned(database), clock
        self._stamp: tuple[Any, ...] | None = None
        self._vocabulary = Vocabulary([])

    async def note(self, connection: AsyncConnection, texts: Sequence[tuple[UUID, str]]) -> None:
        """The topics of each question's own text."""
        await self._refresh(self._clock.now())
        noted = [(question, *named) for question, text in texts for named in self._vocabulary.topics(text)]
        if noted:
            ids, kinds, names = zip(*noted, strict=True)
            await connection.exec_driver_sql(_NOTE, (list(ids), list(kinds), list(names)))

    async def _refresh(self, now: datetime) -> None:
        stamp = (await self._learned.stamp(now))[1:]
        if stamp != self._stamp:
            self._vocabulary = Vocabulary(list(await self._learned.profiles(now)))
            self._stamp = stamp


class SqlTopics:
    """Counts in a statement of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def counted(self, now: datetime) -> Sequence[Topic]:
        """Topics of this week, with their weeks before."""
        marks = [now.astimezone(UTC) - week * _WEEK for week in range(WEEKS_BEFORE + 2)]
        return [
            Topic(
                TopicKind(row["kind"]),
                row["topic"],
                row["week_0"],
                tuple(row[f"week_{week}"] for week in range(1, WEEKS_BEFORE + 1)),
                row["newsrooms"],
            )
            for row in await self._database.fetch(_COUNTS, *marks)
        ]


def _area(profile: AgencyProfile) -> str | None:
    if profile.level != _AREA_LEVEL:
        return None
    name = profile.name
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name
