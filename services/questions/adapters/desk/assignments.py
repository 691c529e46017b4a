"""Who works on what; the question's row is locked by whoever changes it."""

from datetime import datetime
from uuid import UUID

from services.questions.domain.desk import OPERATIONS_CENTRE, Assignment
from shared.persistence.unit_of_work import SqlUnitOfWork

# Who is suspended, or was seen at another desk since, holds nothing: the question is everybody's again. An
# access that ended does not count here, as every sign-out in the evening ends one.
STILL_HOLDS = """
    NOT EXISTS (SELECT FROM suspended_account s WHERE s.account_id = a.account_id AND s.suspended)
    AND NOT EXISTS (
        SELECT FROM desk_people p
        WHERE p.account_id = a.account_id AND p.desk_id <> a.desk_id AND p.seen_at > a.assigned_at
    )"""
_HELD = f"""
SELECT account_id, assigned_by, assigned_at FROM desk_assignments a
WHERE question_id = $1 AND desk_id = $2 AND {STILL_HOLDS}
"""  # noqa: S608 - own text
_PUT = """
INSERT INTO desk_assignments (question_id, desk_id, account_id, assigned_by, assigned_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (question_id, desk_id) DO UPDATE
SET account_id = excluded.account_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
"""
# A token has one agency, so who was seen at another desk since has left this one; so has whose access was
# withdrawn since, and who is suspended.
_LAST_DESK = """
SELECT desk_id FROM (
    (SELECT CASE WHEN part = 'dispatcher' THEN $2::uuid ELSE agency_id END AS desk_id, at AS seen_at
     FROM question_acts WHERE account_id = $1 ORDER BY position DESC LIMIT 1)
    UNION ALL
    (SELECT desk_id, seen_at FROM desk_people WHERE account_id = $1)
) AS seen
WHERE NOT EXISTS (SELECT FROM suspended_account WHERE account_id = $1 AND suspended)
    AND NOT EXISTS (SELECT FROM revoked_access WHERE account_id = $1 AND revoked_at >= seen_at)
ORDER BY seen_at DESC LIMIT 1
"""
_SEEN = """
INSERT INTO desk_people AS d (account_id, desk_id, seen_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET desk_id = excluded.desk_id, seen_at = excluded.seen_at
WHERE d.desk_id <> excluded.desk_id OR d.seen_at < excluded.seen_at
"""
_REMOVE = "DELETE FROM desk_assignments WHERE question_id = $1 AND desk_id = $2"


class SqlAssignments:
    """Assignments inside one transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def held(self, question_id: UUID, desk_id: UUID) -> Assignment | None:
        """Who holds the question at the desk."""
        connection = await self._uow.session.connection()
        row = (await connection.exec_driver_sql(_HELD, (question_id, desk_id))).mappings().first()
        return None if row is None else Assignment(**row)

    async def put(self, question_id: UUID, desk_id: UUID, assignment: Assignment) -> None:
        """From now on this person."""
        who = (assignment.account_id, assignment.assigned_by, assignment.assigned_at)
        await self._run(_PUT, question_id, desk_id, *who)

    async def remove(self, question_id: UUID, desk_id: UUID) -> None:
        """From now on nobody."""
        await self._run(_REMOVE, question_id, desk_id)

    async def seen(self, account_id: UUID, desk_id: UUID, at: datetime) -> None:
        """The person was at work there."""
        await self._run(_SEEN, account_id, desk_id, at)

    async def last_desk(self, account_id: UUID) -> UUID | None:
        """Where the person was last at work; IOC's acts name no agency."""
        connection = await self._uow.session.connection()
        found = await connection.exec_driver_sql(_LAST_DESK, (account_id, OPERATIONS_CENTRE))
        return found.scalar()

    async def _run(self, statement: str, *arguments: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)
