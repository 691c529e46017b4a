"""Open questions whose terms were derived with an older calendar: claimed, and written back, by the batch."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from services.questions.adapters.case import fact_of
from services.questions.adapters.clock_tables import PUBLISHING
from services.questions.adapters.wakeups import put_all, put_among
from services.questions.application.rederiving import NewTerm, OpenCase
from services.questions.domain.history import Fact, Received
from services.questions.domain.wakeups import Wakeup
from shared.persistence.unit_of_work import SqlUnitOfWork

# Terms lie in the days of their calendar: one that has none of these, as next year's, does not replace it.
_REPLACED = """
SELECT o.version AS former, n.version AS newest FROM work_calendars o, LATERAL (
    SELECT version FROM work_calendars s
    WHERE s.position > o.position AND s.first_day <= o.last_day AND s.last_day >= o.first_day
    ORDER BY s.position DESC LIMIT 1
) n ORDER BY o.position DESC
"""
_CLAIM = """
SELECT id, lead_agency_id, version, submitted_at, due_at, breach_told, policy_version, calendar_version
FROM questions WHERE status <> 'closed' AND calendar_version = $1 AND id > $2
ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED
"""
_BACKLOG = """
SELECT q.id, q.lead_agency_id, q.version, q.submitted_at, q.due_at, q.breach_told, q.policy_version,
    q.calendar_version
FROM wakeups_to_derive d JOIN questions q ON q.id = d.question_id
ORDER BY d.question_id LIMIT $1 FOR UPDATE SKIP LOCKED
"""
# Its question is closed and stays on the calendar by which its answer was judged. What is still to be
# caught up on waits for that, which would put it back to the question's own calendar.
_PUBLISHING = f"""
SELECT q.id, q.lead_agency_id, q.version, q.submitted_at, w.due_at, false AS breach_told, q.policy_version,
    coalesce(w.calendar_version, q.calendar_version) AS calendar_version
FROM question_wakeups w JOIN questions q ON q.id = w.question_id
WHERE {PUBLISHING} AND coalesce(w.calendar_version, q.calendar_version) = $1 AND q.id > $2
    AND NOT EXISTS (SELECT FROM wakeups_to_derive d WHERE d.question_id = q.id)
ORDER BY q.id LIMIT $3 FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - own text
_PUBLISHED_BY = (
    "UPDATE question_wakeups SET calendar_version = $2 WHERE question_id = ANY($1) AND kind = 'publish'"
)
_SETTLED = "DELETE FROM wakeups_to_derive WHERE question_id = ANY($1)"
_FACTS = """
SELECT question_id, kind, data FROM question_facts WHERE question_id = ANY($1) ORDER BY position
"""
_WRITE = """
UPDATE questions q SET due_at = n.due_at, late_from = n.late_from, approaching_at = n.approaching_at,
    calendar_version = n.calendar_version,
    version = q.version + CASE WHEN n.moved THEN 1 ELSE 0 END,
    breach_told = q.breach_told AND NOT n.lifted,
    approaching_told = CASE WHEN n.moved THEN q.breach_told AND NOT n.lifted ELSE q.approaching_told END
FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::bool[],
    $7::bool[]) AS n(id, due_at, late_from, approaching_at, calendar_version, moved, lifted)
WHERE q.id = n.id
"""


class _Cases:
    """Questions with their whole histories, locked by this transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def _cases(self, statement: str, *parameters: object) -> Sequence[OpenCase]:
        rows = await self._rows(statement, *parameters)
        histories: dict[UUID, list[Fact]] = {row["id"]: [Received(row["submitted_at"])] for row in rows}
        for row in await self._rows(_FACTS, list(histories)):
            histories[row["question_id"]].append(fact_of(row["kind"], row["data"]))
        return [
            OpenCase(
                question_id=row["id"],
                agency_id=row["lead_agency_id"],
                version=row["version"],
                due_at=row["due_at"],
                breach_told=row["breach_told"],
                policy_version=row["policy_version"],
                calendar_version=row["calendar_version"],
                history=histories[row["id"]],
            )
            for row in rows
        ]

    async def _rows(self, statement: str, *parameters: object) -> Sequence[Any]:
        return list((await self._run(statement, *parameters)).mappings())

    async def _run(self, statement: str, *parameters: object) -> Any:
        connection = await self._uow.session.connection()
        return await connection.exec_driver_sql(statement, parameters)


class SqlOpenCases(_Cases):
    """Equality on the version goes through a partial index, so a run that finds nothing is cheap."""

    async def replaced_calendars(self) -> Sequence[tuple[str, str]]:
        """Former versions, each with the newest that has days of it."""
        return [(row["former"], row["newest"]) for row in await self._rows(_REPLACED)]

    async def claim(self, calendar_version: str, after: UUID, limit: int) -> Sequence[OpenCase]:
        """In the order of their ids; what somebody else holds is left for the next time."""
        return await self._cases(_CLAIM, calendar_version, after, limit)

    async def write(self, terms: Sequence[NewTerm], now: datetime) -> None:
        """All of them at once."""
        if not terms:
            return
        deadlines = [each.deadline for each in terms]
        await self._run(
            _WRITE,
            [each.case.question_id for each in terms],
            [each.due_at for each in deadlines],
            [each.late_from for each in deadlines],
            [each.approaching_at for each in deadlines],
            [each.calendar_version for each in terms],
            [each.moved for each in terms],
            [each.lifted for each in terms],
        )
        await put_all(self._uow, {each.case.question_id: each.wakeups for each in terms}, now)


class SqlPublishTerms(_Cases):
    """Terms of publications, through a partial index of those that wait."""

    async def claim(self, calendar_version: str, after: UUID, limit: int) -> Sequence[OpenCase]:
        """In the order of their questions; `due_at` is the publication's."""
        return await self._cases(_PUBLISHING, calendar_version, after, limit)

    async def write(self, found: Mapping[UUID, Wakeup], calendar_version: str, now: datetime) -> None:
        """All of them at once."""
        if found:
            await put_among(self._uow, {one: [wakeup] for one, wakeup in found.items()}, now)
            await self._run(_PUBLISHED_BY, list(found), calendar_version)


class SqlBacklog(_Cases):
    """The list that migration 0011 and `seed` fill; reading it costs nothing once it is empty."""

    async def claim(self, limit: int) -> Sequence[OpenCase]:
        """What somebody else holds is left for the next time."""
        return await self._cases(_BACKLOG, limit)

    async def settle(self, found: Mapping[UUID, Sequence[Wakeup]], now: datetime) -> None:
        """Wakeups that were told stay told (adapters/wakeups.py), so doing it twice changes nothing."""
        if found:
            await put_all(self._uow, found, now)
            await self._run(_SETTLED, list(found))
