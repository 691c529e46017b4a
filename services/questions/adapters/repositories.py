"""Aggregates on PostgreSQL: changed ones through the ORM, new rows as gathered inserts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from services.questions.adapters.orm import StoredQuestion, answers, questions, routings, search_queue
from services.questions.application.ports import Claimed, RoutedBy
from services.questions.domain.answer import Answer
from services.questions.domain.model import Question, Routing
from shared.persistence.unit_of_work import SqlUnitOfWork
from shared.text import fold

_STORED = tuple(questions.c.keys())
_GIVEN = tuple(column.name for column in answers.c if column.name != "content_hash")


class SqlQuestions:
    """The aggregates; `get` locks the row, so that whoever comes second sees what the first has done."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, question: Question) -> None:
        """A new question, in the one statement at commit."""
        values = {name: getattr(question, name) for name in _STORED}
        self._uow.insert(questions, **values)
        self._index(question.id, f"{question.code}\n{question.title}\n{question.body}")

    async def get(self, question_id: UUID) -> Question | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(StoredQuestion, question_id, with_for_update=True)

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
        self._index(answer.question_id, answer.body)

    def _index(self, question_id: UUID, text: str) -> None:
        self._uow.insert(search_queue, question_id=question_id, search_key=fold(text))

    async def answer_of(self, question_id: UUID) -> Answer | None:
        """The released answer."""
        columns = [answers.c[name] for name in _GIVEN]
        found = await self._uow.session.execute(select(*columns).where(answers.c.question_id == question_id))
        row = found.one_or_none()
        return None if row is None else Answer(**row._mapping)


_CLAIM = """
WITH due AS (
    SELECT id FROM questions
    WHERE status <> 'closed' AND NOT {told} AND {instant} <= $1
    ORDER BY {instant} LIMIT $2
    FOR UPDATE SKIP LOCKED
)
UPDATE questions SET {told} = true, version = version + 1
FROM due WHERE questions.id = due.id
RETURNING questions.id, lead_agency_id, due_at, late_from, policy_version, calendar_version, version
"""
_CLAIM_APPROACHING = _CLAIM.format(told="approaching_told", instant="approaching_at")
_CLAIM_BREACHED = _CLAIM.format(told="breach_told", instant="late_from")


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
