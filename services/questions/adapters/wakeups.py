"""The sweep's memory: one row for each target or ladder of a question, claimed by one transaction only."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.questions.adapters.orm import question_wakeups
from services.questions.application.wakeups import ClaimedWakeup
from services.questions.domain.wakeups import Wakeup
from shared.persistence.unit_of_work import SqlUnitOfWork

_NEW = """jsonb_to_recordset($1::jsonb) AS n(question_id uuid, kind text, due_at timestamptz,
    moments timestamptz[], runs bool)"""
_DROP = f"""
DELETE FROM question_wakeups w WHERE w.question_id = ANY($2)
    AND NOT EXISTS (SELECT FROM {_NEW} WHERE n.question_id = w.question_id AND n.kind = w.kind)
"""  # noqa: S608 - own text
# A moment that was told and has moved into the future is told again; one that is still past is not.
_PUT = f"""
INSERT INTO question_wakeups AS w (question_id, kind, due_at, moments, runs, told, fires_at)
SELECT question_id, kind, due_at, moments, runs, 0, CASE WHEN runs THEN moments[1] END FROM {_NEW}
ON CONFLICT (question_id, kind) DO UPDATE SET
    due_at = excluded.due_at, moments = excluded.moments, runs = excluded.runs,
    told = least(w.told, {{past}}),
    fires_at = CASE WHEN excluded.runs THEN excluded.moments[least(w.told, {{past}}) + 1] END
""".format(past="(SELECT count(*) FROM unnest(excluded.moments) AS m WHERE m <= $2)")  # noqa: S608 - own text
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
        await put_all(self._uow, {question_id: wakeups}, now)

    async def set(self, question_id: UUID, wakeup: Wakeup, now: datetime) -> None:
        """One of them."""
        await put_among(self._uow, {question_id: [wakeup]}, now)

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


async def put_all(uow: SqlUnitOfWork, found: Mapping[UUID, Sequence[Wakeup]], now: datetime) -> None:
    """Of many questions in two statements."""
    connection = await uow.session.connection()
    await connection.exec_driver_sql(_DROP, (_rows(found), list(found)))
    await put_among(uow, found, now)


async def put_among(uow: SqlUnitOfWork, found: Mapping[UUID, Sequence[Wakeup]], now: datetime) -> None:
    """Of many questions, what is not among them stays."""
    connection = await uow.session.connection()
    await connection.exec_driver_sql(_PUT, (_rows(found), now))


def _rows(found: Mapping[UUID, Sequence[Wakeup]]) -> str:
    rows = [
        {
            "question_id": question_id,
            "kind": each.kind,
            "due_at": each.due_at,
            "moments": each.moments,
            "runs": each.runs,
        }
        for question_id, wakeups in found.items()
        for each in wakeups
    ]
    return msgspec.json.encode(rows).decode()
