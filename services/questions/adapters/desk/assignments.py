"""Who works on what; the question's row is locked by whoever changes it."""

from uuid import UUID

from services.questions.domain.desk import Assignment
from shared.persistence.unit_of_work import SqlUnitOfWork

_HELD = """
SELECT account_id, assigned_by, assigned_at FROM desk_assignments WHERE question_id = $1 AND desk_id = $2
"""
_PUT = """
INSERT INTO desk_assignments (question_id, desk_id, account_id, assigned_by, assigned_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (question_id, desk_id) DO UPDATE
SET account_id = excluded.account_id, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at
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

    async def _run(self, statement: str, *arguments: object) -> None:
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(statement, arguments)
