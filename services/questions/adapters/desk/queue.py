"""The queue in SQL: for each kind of task the first rows of one partial index, then the first of them all.

So a page reads a few rows for each kind, however many questions there are.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from services.questions.adapters.desk.assignments import STILL_HOLDS
from services.questions.adapters.desk_tables import (
    CLARIFIED,
    EXTENDING,
    OPEN,
    RUNS,
    RUNS_THERE,
    TRIAGE,
    UNPUBLISHED,
)
from services.questions.application.desk.queue import HeldBy, Place, Wanted
from services.questions.application.desk.views import TaskCount, TaskView
from services.questions.domain.desk import OPERATIONS_CENTRE, TaskKind
from services.questions.domain.model import Outcome, Publication, Status
from shared.persistence.engine import Database

_COUNTED = 100
_FIRST: Place = (datetime(1970, 1, 1, tzinfo=UTC), UUID(int=0))
_LATE = "q.late_from <= $2::timestamptz AND q.paused_for IS NULL"
_TODAY = "q.late_from > $2::timestamptz AND q.late_from <= $3::timestamptz AND q.paused_for IS NULL"
# $1 desk, $2 now, $3 end of the day. Literals and not parameters, so that a partial index can be chosen.
_IS: Mapping[TaskKind, tuple[str, ...]] = {
    TaskKind.TO_ROUTE: ("q.status = 'submitted'",),
    TaskKind.BOUNCED: ("q.status = 'bounced'",),
    TaskKind.CLARIFICATION_ANSWERED: (f"q.{CLARIFIED} AND q.status <> 'bounced'",),
    TaskKind.EXTENSION_TO_DECIDE: (f"q.{EXTENDING}",),
    TaskKind.TO_ACCEPT: (f"q.{OPEN} AND q.status = 'routed'",),
    TaskKind.TO_ANSWER: tuple(f"q.{OPEN} AND q.status = '{each}'" for each in ("accepted", "drafting")),
    TaskKind.TO_CLEAR: (f"q.{OPEN} AND q.status = 'clearing'",),
    TaskKind.DUE_TODAY: (f"q.{RUNS_THERE} AND {_TODAY}",),
    TaskKind.OVERDUE: (f"q.{RUNS_THERE} AND {_LATE}",),
    TaskKind.TO_PUBLISH: (f"q.{UNPUBLISHED}",),
}
"""Several for a kind where each is one place of an index that is in order."""
# The centre watches what an agency has bounced; who has asked for a clarification reads what came of it.
_IS_AT_CENTRE: Mapping[TaskKind, tuple[str, ...]] = {
    TaskKind.CLARIFICATION_ANSWERED: (f"q.{CLARIFIED} AND q.{TRIAGE}",),
    TaskKind.DUE_TODAY: (f"q.{RUNS} AND {_TODAY}",),
    TaskKind.OVERDUE: (f"q.{RUNS} AND {_LATE}",),
}
_HELD = {
    HeldBy.ANYBODY: "true",
    HeldBy.ME: (
        "q.id IN (SELECT question_id FROM desk_assignments a "
        "WHERE desk_id = $1::uuid AND account_id = $6::uuid AND {holds})"
    ),
    HeldBy.NOBODY: "NOT EXISTS (SELECT FROM desk_assignments a WHERE {same})",
}
_SAME = f"a.question_id = q.id AND a.desk_id = $1::uuid AND {STILL_HOLDS}"
_FIRST_OF = """(SELECT q.id, q.late_from FROM questions q
    WHERE {task} AND {side} AND {held} AND (q.late_from, q.id) > ($4::timestamptz, $5::uuid)
    ORDER BY q.late_from, q.id LIMIT {limit})"""
_PAGE = """
SELECT q.id, q.code, q.title, array_remove(ARRAY[{tasks}], NULL) AS tasks, q.status, q.outcome, q.publication,
    q.press_agency_id, q.lead_agency_id, q.submitted_at, q.due_at, q.late_from,
    a.account_id AS assignee_id, a.assigned_at, q.version
FROM (SELECT id, late_from FROM ({parts}) AS each_kind ORDER BY late_from, id LIMIT {limit}) AS found
JOIN questions q USING (id) LEFT JOIN desk_assignments a ON {same}
WHERE $2::timestamptz < $3::timestamptz
ORDER BY q.late_from, q.id
"""
_COUNT = """SELECT '{kind}' AS task, (SELECT count(*) FROM (SELECT FROM questions q
    WHERE {task} AND {side} AND $2::timestamptz < $3::timestamptz AND $1::uuid IS NOT NULL
    LIMIT {most}) AS counted) AS found"""


class SqlQueue:
    """Reads in statements of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tasks(self, wanted: Wanted, after: Place | None, limit: int) -> Sequence[TaskView]:
        """Up to `limit` questions with at least one of the wanted tasks."""
        arguments: list[object] = [wanted.desk_id, wanted.now, wanted.end_of_day, *(after or _FIRST)]
        if wanted.held_by is HeldBy.ME:
            arguments.append(wanted.account_id)
        rows = await self._database.fetch(page_statement(wanted, limit), *arguments)
        return [_view(dict(row)) for row in rows]

    async def counts(self, wanted: Wanted) -> Sequence[TaskCount]:
        """How many have each task, up to a hundred."""
        side = _side(wanted.desk_id)
        conditions = {kind: f"({_any(_is(kind, wanted.desk_id))})" for kind in wanted.kinds}
        parts = (
            _COUNT.format(kind=kind, task=each, side=side, most=_COUNTED + 1)
            for kind, each in conditions.items()
        )
        arguments = (wanted.desk_id, wanted.now, wanted.end_of_day)
        rows = await self._database.fetch(" UNION ALL ".join(parts), *arguments)
        found = {row["task"]: row["found"] for row in rows}
        return [
            TaskCount(task=kind, count=min(found[kind], _COUNTED), more=found[kind] > _COUNTED)
            for kind in wanted.kinds
        ]


def page_statement(wanted: Wanted, limit: int) -> str:
    """One page; with its limit as a literal, or the planner, not knowing it, would plan anew each time."""
    held = _HELD[wanted.held_by].format(same=_SAME, holds=STILL_HOLDS)
    side = _side(wanted.desk_id)
    conditions = {kind: _is(kind, wanted.desk_id) for kind in wanted.kinds}
    parts = (
        _FIRST_OF.format(limit=limit, task=each, side=side, held=held)
        for one in conditions.values()
        for each in one
    )
    return _PAGE.format(limit=limit, tasks=_reasons(conditions), parts=" UNION ".join(parts), same=_SAME)


def _side(desk_id: UUID) -> str:
    return "true" if desk_id == OPERATIONS_CENTRE else "q.lead_agency_id = $1::uuid"


def _is(kind: TaskKind, desk_id: UUID) -> tuple[str, ...]:
    centre = _IS_AT_CENTRE.get(kind) if desk_id == OPERATIONS_CENTRE else None
    return centre or _IS[kind]


def _any(conditions: tuple[str, ...]) -> str:
    return " OR ".join(f"({each})" for each in conditions)


def _reasons(conditions: Mapping[TaskKind, tuple[str, ...]]) -> str:
    return ", ".join(f"CASE WHEN {_any(each)} THEN '{kind}' END" for kind, each in conditions.items())


def _view(row: dict[str, object]) -> TaskView:
    tasks = [TaskKind(each) for each in row.pop("tasks")]  # type: ignore[attr-defined]  # an array of texts
    kinds = {"status": Status, "outcome": Outcome, "publication": Publication}
    return TaskView(**row | {name: kind(row[name]) for name, kind in kinds.items()}, tasks=tasks)  # type: ignore[arg-type]  # as the columns are
