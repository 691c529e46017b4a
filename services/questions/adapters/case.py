"""What acts leave behind, on PostgreSQL: rows that are added and read, never changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import msgspec
from sqlalchemy import select

from services.questions.adapters.orm import question_acts, question_facts, ratings
from services.questions.application.case import CaseEntry
from services.questions.domain.history import Fact
from services.questions.domain.model import Question
from services.questions.domain.refusal import Level
from shared.persistence.unit_of_work import SqlUnitOfWork

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Fact)}

_LAPSED = """
SELECT id, version FROM questions WHERE publication = 'exclusive' AND exclusive_until <= $1
ORDER BY exclusive_until LIMIT $2 FOR UPDATE SKIP LOCKED
"""


def fact_of(kind: str, data: Any) -> Fact:
    """A stored fact as the domain knows it."""
    data = msgspec.json.decode(data) if isinstance(data, str) else data
    fact: Fact = msgspec.convert(data, _KINDS[kind])
    return fact


class SqlHistory:
    """The facts of the clocks, in the order of their positions."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def of(self, question_id: UUID) -> Sequence[Fact]:
        """In the order in which they came; the receipt is the question's own."""
        wanted = select(question_facts.c.kind, question_facts.c.data).order_by(question_facts.c.position)
        found = await self._uow.session.execute(wanted.where(question_facts.c.question_id == question_id))
        return [fact_of(kind, data) for kind, data in found]

    def add(self, question_id: UUID, fact: Fact) -> None:
        """One more."""
        kind, data = type(fact).__name__, msgspec.to_builtins(fact)
        self._uow.insert(question_facts, question_id=question_id, kind=kind, at=fact.at, data=data)


class SqlCaseFile:
    """Every act but a rating."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, entry: CaseEntry) -> None:
        """One more."""
        values = {name: getattr(entry, name) for name in entry.__struct_fields__}
        self._uow.insert(question_acts, **values)


class SqlRatings:
    """Read only in sums."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, question: Question, level: Level, comment: str | None, at: datetime) -> None:
        """One for each round."""
        self._uow.insert(
            ratings,
            question_id=question.id,
            round=question.round,
            agency_id=question.lead_agency_id,
            level=level,
            comment=comment,
            rated_at=at,
        )


class SqlWindows:
    """Answers kept for their askers' newsrooms, through a partial index."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def lapsed(self, now: datetime, limit: int) -> list[tuple[UUID, int]]:
        """Whose window has passed, held until the transaction ends; others skip them."""
        connection = await self._uow.session.connection()
        rows = (await connection.exec_driver_sql(_LAPSED, (now, limit))).mappings()
        return [(row["id"], row["version"]) for row in rows]
