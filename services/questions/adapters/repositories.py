"""Aggregates on PostgreSQL: changed ones through the ORM, new rows as gathered inserts."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, select
from sqlalchemy import text as sql

from services.questions.adapters.orm import (
    StoredQuestion,
    answers,
    questions,
    refusals,
    routings,
    search_queue,
)
from services.questions.application.case import RoutedBy
from services.questions.application.ports import Claimed
from services.questions.domain.answer import Answer, PointAnswer
from services.questions.domain.model import Outcome, Question, Routing
from services.questions.domain.refusal import Refusal
from shared.persistence.unit_of_work import SqlUnitOfWork
from shared.text import fold, fold_once


def _opens(column: Column[Any]) -> bool:
    """Whether a new question sets it; what only acts change has its default."""
    changed_by_acts = column.server_default is not None or column.name in _ACTS_ONLY
    return not changed_by_acts


_ACTS_ONLY = {
    "resumes_as",
    "paused_for",
    "extension_asked",
    "exclusive_until",
    "published_due_at",
    "published_answered_at",
    "merged_into_id",
}
_OPENING = tuple(column.name for column in questions.c if _opens(column))
_GIVEN = tuple(column.name for column in answers.c if column.name != "content_hash")
_REFUSAL = tuple(column.name for column in refusals.c)
# Two questions merged into each other at one time would both be answered by nobody.
_MERGES_ALONE = sql("SELECT pg_advisory_xact_lock(hashtext('question_mergers'))")


def points_of(stored: Any) -> tuple[PointAnswer, ...]:
    """What an answer says to each point, as it was stored."""
    return msgspec.convert(stored, tuple[PointAnswer, ...])


class SqlQuestions:
    """The aggregates; `get` locks the row, so that whoever comes second sees what the first has done."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, question: Question) -> None:
        """A new question, in the one statement at commit."""
        values = {name: getattr(question, name) for name in _OPENING}
        self._uow.insert(questions, **values)
        text = fold_once(f"{question.title}\n{question.body}")
        self._add_key(question.id, f"{fold(question.code)}\n{text}")

    async def get(self, question_id: UUID) -> Question | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(StoredQuestion, question_id, with_for_update=True)

    async def look(self, question_id: UUID) -> Question | None:
        """As it is, without holding it."""
        return await self._uow.session.get(StoredQuestion, question_id)

    def add_routing(
        self, routing: Routing, by: RoutedBy, account_id: UUID | None, reason: str | None
    ) -> None:
        """A hop."""
        self._uow.insert(
            routings,
            question_id=routing.question_id,
            agency_id=routing.agency_id,
            previous_agency_id=routing.previous_agency_id,
            routed_by=by,
            account_id=account_id,
            reason=reason,
            routed_at=routing.routed_at,
        )

    def add_answer(self, answer: Answer) -> None:
        """The released answer with its hash."""
        values = {name: getattr(answer, name) for name in _GIVEN}
        self._uow.insert(answers, **values, content_hash=answer.content_hash())
        self.add_text(answer.question_id, "\n".join([answer.body, *(one.text for one in answer.points)]))

    def add_refusal(self, refusal: Refusal) -> None:
        """The refusal as it was said."""
        self._uow.insert(refusals, **{name: getattr(refusal, name) for name in _REFUSAL})

    def add_text(self, question_id: UUID, text: str) -> None:
        """Words for the search, folded."""
        self._add_key(question_id, fold(text))

    def _add_key(self, question_id: UUID, key: str) -> None:
        self._uow.insert(search_queue, question_id=question_id, search_key=key)

    async def answer_of(self, question_id: UUID) -> Answer | None:
        """The latest edition of the latest round's answer."""
        wanted = select(*(answers.c[name] for name in _GIVEN)).where(answers.c.question_id == question_id)
        latest = wanted.order_by(answers.c.round.desc(), answers.c.edition.desc()).limit(1)
        row = (await self._uow.session.execute(latest)).mappings().one_or_none()
        return None if row is None else Answer(**{**row, "points": points_of(row["points"])})

    async def outcome_of(self, question_id: UUID) -> Outcome | None:
        """What came of another question, without holding its row; only merges wait for one another."""
        await self._uow.session.execute(_MERGES_ALONE)
        wanted = select(questions.c.outcome).where(questions.c.id == question_id)
        found: Outcome | None = (await self._uow.session.execute(wanted)).scalar_one_or_none()
        return found


_CLAIM = """
WITH due AS (
    SELECT id FROM questions
    WHERE status <> 'closed' AND status <> 'clarification_requested' AND paused_for IS NULL
        AND {untold} AND {instant} <= $1
    ORDER BY {instant} LIMIT $2
    FOR UPDATE SKIP LOCKED
)
UPDATE questions SET {told} = true, version = version + 1
FROM due WHERE questions.id = due.id
RETURNING questions.id, lead_agency_id, due_at, late_from, policy_version, calendar_version, version
"""
_CLAIM_APPROACHING = _CLAIM.format(
    told="approaching_told", untold="NOT approaching_told", instant="approaching_at"
)
# A question that somebody held while it was to be warned of is warned of first, by the next sweep.
_CLAIM_BREACHED = _CLAIM.format(
    told="breach_told", untold="NOT breach_told AND approaching_told", instant="late_from"
)


class SqlDeadlines:
    """Claims what is due through partial indexes; rows that another transaction holds are left to it."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def claim_approaching(self, now: datetime, limit: int) -> list[Claimed]:
        """Open questions to warn of."""
        return await self._claim(_CLAIM_APPROACHING, now, limit)

    async def claim_breached(self, now: datetime, limit: int) -> list[Claimed]:
        """Open questions that are late."""
        return await self._claim(_CLAIM_BREACHED, now, limit)

    async def _claim(self, statement: str, now: datetime, limit: int) -> list[Claimed]:
        connection = await self._uow.session.connection()
        rows = (await connection.exec_driver_sql(statement, (now, limit))).mappings()
        return [Claimed(*row.values()) for row in rows]
