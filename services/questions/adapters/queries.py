"""SQL that fills the views; never loads an aggregate."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from services.questions.adapters.orm import answers, questions, search_queue, search_words
from services.questions.adapters.public_queries import public_points, publicly_mentioning
from services.questions.adapters.public_tables import public_answers
from services.questions.adapters.repositories import points_of
from services.questions.adapters.rulebook import SqlRuleBook
from services.questions.application.ports import Rules
from services.questions.application.reading import Known, Position, QuestionFilter, Shown
from services.questions.application.views import STANDS, AnswerView, QuestionSummary, QuestionView
from services.questions.application.words import Words, split
from services.questions.domain.model import PUBLIC, Publication
from services.questions.domain.visibility import Reader
from shared.persistence.engine import Database
from shared.text import fold

_COMPUTED = {"overdue", "on_time"}
_PUBLISHED = (
    questions.c.published_round,
    questions.c.published_due_at,
    questions.c.published_answered_at,
    public_answers.c.agency_id.label("published_agency_id"),
)
_WITH_PUBLIC = questions.outerjoin(public_answers, public_answers.c.question_id == questions.c.id)
_SUMMARY = tuple(questions.c[name] for name in QuestionSummary.__struct_fields__ if name not in _COMPUTED)
_ANSWER = tuple(answers.c[name] for name in AnswerView.__struct_fields__ if name != "question_version")

Condition = ColumnElement[bool]


class SqlQueries:
    """Reads in statements of their own: without BEGIN and COMMIT around them."""

    def __init__(self, database: Database, rulebook: SqlRuleBook) -> None:
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._rulebook = rulebook

    async def question(self, question_id: UUID, now: datetime) -> Known[QuestionView] | None:
        """One question, whoever asks."""
        columns = (*_SUMMARY, questions.c.body, questions.c.points, public_answers.c.record)
        wanted = select(*columns, *_PUBLISHED, *_times(now)).select_from(_WITH_PUBLIC)
        rows = await self._all(wanted.where(questions.c.id == question_id))
        if not rows:
            return None
        record = rows[0].pop("record")
        known = _known(rows[0], QuestionView)
        shown = msgspec.structs.replace(known.shown, points=public_points(record))
        return msgspec.structs.replace(known, shown=shown)

    async def questions(
        self, wanted: QuestionFilter, reader: Reader, now: datetime, after: Position | None, limit: int
    ) -> Sequence[Known[QuestionSummary]]:
        """Up to `limit` questions that the reader may see, newest first."""
        place = tuple_(questions.c.submitted_at, questions.c.id)
        columns = select(*_SUMMARY, *_PUBLISHED, *_times(now)).select_from(_WITH_PUBLIC)
        found = columns.where(_visible(reader, wanted), *_conditions(wanted, now))
        if after is not None:
            found = found.where(place < tuple_(*after))
        newest = (questions.c.submitted_at.desc(), questions.c.id.desc())
        rows = await self._all(found.order_by(*newest).limit(limit))
        return [_known(row, QuestionSummary) for row in rows]

    async def answer(self, question_id: UUID, round_: int) -> AnswerView | None:
        """The latest edition of the last answer up to the round, whoever asks."""
        version = questions.c.version.label("question_version")
        wanted = select(*_ANSWER, version).join(questions).where(answers.c.question_id == question_id)
        latest = wanted.where(answers.c.round <= round_).order_by(
            answers.c.round.desc(), answers.c.edition.desc()
        )
        rows = await self._all(latest.limit(1))
        return AnswerView(**{**rows[0], "points": points_of(rows[0]["points"])}) if rows else None

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        """The rules that a question was opened under."""
        return await self._rulebook.rules(policy_version, calendar_version)

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]


V = TypeVar("V", bound=QuestionSummary)


def _known(row: dict[str, Any], view: type[V]) -> Known[V]:
    published = Shown(*(row.pop(column.name) for column in _PUBLISHED))
    # SQLAlchemy names columns in a kind of str of its own, which msgspec does not take.
    return Known(msgspec.convert({str(name): value for name, value in row.items()}, view), published)


def _is_open() -> Condition:
    return questions.c.status.not_in(STANDS)


def _times(now: datetime) -> tuple[ColumnElement[Any], ...]:
    overdue = and_(_is_open(), questions.c.late_from <= now)
    on_time = questions.c.answered_at < questions.c.late_from
    return overdue.label("overdue"), on_time.label("on_time")


def _visible(reader: Reader, wanted: QuestionFilter) -> Condition:
    """The same rule as domain/visibility.py; tests/questions/test_visibility.py holds the two together.

    Words are sought where the reader may read: outside only in what is public, not in a clarification.
    """
    sought = None if wanted.q is None else split(wanted.q)
    inside = _known_to(reader)
    if sought is not None:
        inside = and_(inside, _mentions(sought))
    if reader.oversees:
        return inside
    public: Condition = questions.c.publication.in_(PUBLIC)
    if wanted.asks_for_progress:
        # A reopened question goes on in confidence: what the public is not shown does not find it either.
        public = and_(public, questions.c.published_round == questions.c.round)
    if wanted.q is not None:
        public = and_(public, questions.c.id.in_(publicly_mentioning(wanted.q)))
    return or_(public, inside)


def _known_to(reader: Reader) -> Condition:
    """What the reader has a part in, published or not."""
    if reader.oversees:
        return true()
    own = {
        questions.c.reporter_id: reader.asks_as,
        questions.c.press_agency_id: reader.administers,
        questions.c.lead_agency_id: reader.answers_for,
    }
    mine = [column == value for column, value in own.items() if value is not None]
    if reader.reports_for is not None:
        of_newsroom = questions.c.press_agency_id == reader.reports_for
        mine.append(and_(of_newsroom, questions.c.publication == Publication.EXCLUSIVE))
    if reader.answers_for is not None:
        mine.append(questions.c.helper_agency_ids.contains([reader.answers_for]))
    return or_(false(), *mine)


def _conditions(wanted: QuestionFilter, now: datetime) -> list[Condition]:
    equal = {
        questions.c.status: wanted.status,
        questions.c.outcome: wanted.outcome,
        questions.c.publication: wanted.publication,
        questions.c.lead_agency_id: wanted.agency_id,
        questions.c.press_agency_id: wanted.press_agency_id,
    }
    conditions: list[Condition] = [column == value for column, value in equal.items() if value is not None]
    if wanted.due_before is not None:
        conditions.append(questions.c.due_at < wanted.due_before)
    if wanted.overdue is not None:
        late = and_(_is_open(), questions.c.late_from <= now)
        conditions.append(late if wanted.overdue else not_(late))
    return conditions


def _mentions(words: Words) -> Condition:
    """Found in the question or in its answer; excluded by either."""
    found = questions.c.id.in_(_with(words.sought))
    return and_(found, questions.c.id.not_in(_with(words.excluded))) if words.excluded else found


def _with(words: str) -> CompoundSelect[Any]:
    """Questions with a text that has the words, in the index or still on its way into it."""
    asked = func.websearch_to_tsquery("simple", fold(words))
    indexed = select(search_words.c.question_id).where(search_words.c.words.op("@@")(asked))
    waiting_words = func.to_tsvector("simple", search_queue.c.search_key)
    waiting = select(search_queue.c.question_id).where(waiting_words.op("@@")(asked))
    return union_all(indexed, waiting)
