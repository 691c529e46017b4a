"""The sweep's memory: one row for each target or ladder of a question, claimed by one transaction only."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.questions.adapters.orm import question_wakeups
from services.questions.application.wakeups import ClaimedWakeup
from services.questions.domain.wakeups import Wakeup
from shared.persistence.unit_of_work import SqlUnitOfWork

# A moment that was told and has moved into the future is told again; one that is still past is not.
_PUT = """
INSERT INTO question_wakeups AS w (question_id, kind, due_at, moments, runs, told, fires_at)
VALUES ($1, $2, $3, $4, $5, 0, CASE WHEN $5 THEN ($4::timestamptz[])[1] END)
ON CONFLICT (question_id, kind) DO UPDATE SET
    due_at = excluded.due_at, moments = excluded.moments, runs = excluded.runs,
    told = least(w.told, {past}),
    fires_at = CASE WHEN excluded.runs THEN excluded.moments[least(w.told, {past}) + 1] END
""".format(past="(SELECT count(*) FROM unnest(excluded.moments) AS m WHERE m <= $6)")
_DROP = "DELETE FROM question_wakeups WHERE question_id = $1 AND NOT kind = ANY($2)"
_CLAIM = """
WITH due AS (
    SELECT w.question_id FROM question_wakeups w JOIN questions q ON q.id = w.question_id
    WHERE w.kind = $1 AND w.fires_at <= $2
    ORDER BY w.fires_at LIMIT $3
    FOR UPDATE SKIP LOCKED
), told AS (
    UPDATE question_wakeups w SET told = told + 1, fires_at = moments[told + 2]
    FROM due WHERE w.question_id = due.question_id AND w.kind = $1
    RETURNING w.question_id, w.told, w.due_at, w.moments[w.told] AS moment
)
UPDATE questions q SET version = q.version + 1 FROM told WHERE q.id = told.question_id
RETURNING q.id, q.lead_agency_id, q.press_agency_id, q.policy_version, q.calendar_version, q.version,
    told.told, told.due_at, told.moment
"""


class SqlWakeups:
    """A question's row is locked with its wakeup, so an act on it goes first or comes after."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def begin(self, question_id: UUID, wakeup: Wakeup) -> None:
        """Of a new question, in the one statement at commit."""
        self._uow.insert(
            question_wakeups,
            question_id=question_id,
            kind=wakeup.kind,
            due_at=wakeup.due_at,
            moments=list(wakeup.moments),
            runs=wakeup.runs,
            fires_at=wakeup.moments[0] if wakeup.runs else None,
        )

    async def put(self, question_id: UUID, wakeups: Sequence[Wakeup], now: datetime) -> None:
        """What there is to tell from now on; what is not among them is forgotten."""
        await self._run(_DROP, question_id, [each.kind for each in wakeups])
        for each in wakeups:
            await self.set(question_id, each, now)

    async def set(self, question_id: UUID, wakeup: Wakeup, now: datetime) -> None:
        """One of them."""
        moments = list(wakeup.moments)
        await self._run(_PUT, question_id, wakeup.kind, wakeup.due_at, moments, wakeup.runs, now)

    async def claim(self, kind: str, now: datetime, limit: int) -> Sequence[ClaimedWakeup]:
        """Marks as told and returns what is due of one kind; a question is among them once."""
        connection = await self._uow.session.connection()
        rows = (await connection.exec_driver_sql(_CLAIM, (kind, now, limit))).mappings()
        return [
            ClaimedWakeup(
                question_id=row["id"],
                lead_agency_id=row["lead_agency_id"],
                press_agency_id=row["press_agency_id"],
                policy_version=row["policy_version"],
                calendar_version=row["calendar_version"],
                version=row["version"],
                kind=kind,
                told=row["told"],
                due_at=row["due_at"],
                moment=row["moment"],
            )
            for row in rows
        ]

    async def _run(self, statement: str, *parameters: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, parameters)
