"""SQL that fills the views; never loads an aggregate."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import (
    Select,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from services.questions.adapters.case import fact_of
from services.questions.adapters.mentions import OFTEN, counted
from services.questions.adapters.orm import answers, escalations, question_facts, question_wakeups, questions
from services.questions.adapters.public_queries import public_points
from services.questions.adapters.public_tables import public_answers
from services.questions.adapters.question_conditions import conditions, times, visible
from services.questions.adapters.repositories import points_of
from services.questions.adapters.rulebook import SqlRuleBook
from services.questions.application.deadline_views import EscalationView
from services.questions.application.ports import Rules
from services.questions.application.reading import Known, Position, QuestionFilter, Shown
from services.questions.application.views import AnswerView, QuestionSummary, QuestionView
from services.questions.domain.calendar import WorkCalendar
from services.questions.domain.history import Fact
from services.questions.domain.model import PUBLIC
from services.questions.domain.terms import TargetKind
from services.questions.domain.visibility import Reader
from shared.persistence.engine import Database

_COMPUTED = {"overdue", "on_time"}
_BEFORE = questions.alias("before")
_PUBLISHED = (
    questions.c.published_round,
    questions.c.published_due_at,
    questions.c.published_answered_at,
    public_answers.c.agency_id.label("published_agency_id"),
    select(_BEFORE.c.id)
    .where(_BEFORE.c.id == questions.c.parent_id, _BEFORE.c.publication.in_(PUBLIC))
    .scalar_subquery()
    .label("published_parent_id"),
)
_WITH_PUBLIC = questions.outerjoin(public_answers, public_answers.c.question_id == questions.c.id)
_SUMMARY = tuple(questions.c[name] for name in QuestionSummary.__struct_fields__ if name not in _COMPUTED)
_ANSWER = tuple(answers.c[name] for name in AnswerView.__struct_fields__ if name != "question_version")


class SqlQueries:
    """Reads in statements of their own: without BEGIN and COMMIT around them."""

    def __init__(self, database: Database, rulebook: SqlRuleBook) -> None:
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._rulebook = rulebook

    async def question(self, question_id: UUID, now: datetime) -> Known[QuestionView] | None:
        """One question, whoever asks."""
        columns = (*_SUMMARY, questions.c.body, questions.c.points, public_answers.c.record)
        wanted = select(*columns, *_PUBLISHED, *times(now)).select_from(_WITH_PUBLIC)
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
        columns = select(*_SUMMARY, *_PUBLISHED, *times(now)).select_from(_WITH_PUBLIC)
        often = await self._is_often(wanted.q)
        found = columns.where(visible(reader, wanted, now, often=often), *conditions(wanted))
        if after is not None:
            found = found.where(place < tuple_(*after))
        newest = (questions.c.submitted_at.desc(), questions.c.id.desc())
        rows = await self._all(found.order_by(*newest).limit(limit))
        return [_known(row, QuestionSummary) for row in rows]

    async def summaries(
        self, question_ids: Sequence[UUID], now: datetime
    ) -> Sequence[Known[QuestionSummary]]:
        """These questions, whoever asks, in no order."""
        columns = select(*_SUMMARY, *_PUBLISHED, *times(now)).select_from(_WITH_PUBLIC)
        rows = await self._all(columns.where(questions.c.id.in_(question_ids)))
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

    async def history(self, question_id: UUID) -> Sequence[Fact]:
        """The facts of its clocks after the receipt."""
        wanted = select(question_facts.c.kind, question_facts.c.data).order_by(question_facts.c.position)
        rows = await self._all(wanted.where(question_facts.c.question_id == question_id))
        return [fact_of(row["kind"], row["data"]) for row in rows]

    async def escalations(self, question_id: UUID) -> Sequence[EscalationView]:
        """Who was told that it is late, in order."""
        e = escalations.c
        wanted = select(e.level, e.agency_id, e.full_name, e.position_held.label("position"), e.escalated_at)
        rows = await self._all(wanted.where(e.question_id == question_id).order_by(e.position))
        return [EscalationView(**row) for row in rows]

    async def newest_calendar(self) -> WorkCalendar | None:
        """The calendar in force."""
        return await self._rulebook.newest()

    async def publish_calendar(self, question_id: UUID) -> str | None:
        """By which version its publication is due; None where that is the question's own."""
        w = question_wakeups.c
        rows = await self._all(
            select(w.calendar_version).where(w.question_id == question_id, w.kind == TargetKind.PUBLISH)
        )
        return rows[0]["calendar_version"] if rows else None

    async def calendars(self, first: date, last: date) -> Sequence[WorkCalendar]:
        """Those that have a day between the two, both included; the newest first."""
        return await self._rulebook.calendars(first, last)

    async def rules_at(self, day: date, policy_version: str | None) -> Rules | None:
        """The rules of what is received on the day; of this policy where one is named."""
        return await self._rulebook.rules_at(day, policy_version)

    async def rules(self, policy_version: str, calendar_version: str) -> Rules:
        """The rules that a question was opened under."""
        return await self._rulebook.rules(policy_version, calendar_version)

    async def _is_often(self, q: str | None) -> bool:
        if q is None:
            return False
        async with self._engine.connect() as connection:
            return (await connection.scalar(counted(q)) or 0) > OFTEN

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]


V = TypeVar("V", bound=QuestionSummary)


def _known(row: dict[str, Any], view: type[V]) -> Known[V]:
    published = Shown(*(row.pop(column.name) for column in _PUBLISHED))
    # SQLAlchemy names columns in a kind of str of its own, which msgspec does not take.
    return Known(msgspec.convert({str(name): value for name, value in row.items()}, view), published)
