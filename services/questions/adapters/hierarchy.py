"""Who is above whom: identity's agencies, and the heads among those who may speak for them."""

from datetime import datetime
from uuid import UUID

from msgspec import structs

from services.questions.adapters.orm import escalations
from services.questions.application.wakeups import Superior
from shared.contracts.identity import AgencyRegistered, AgencyRevised
from shared.persistence.unit_of_work import SqlUnitOfWork

_PUT = """
INSERT INTO agency_superiors (agency_id, version, superior_id, valid_from) VALUES ($1, $2, $3, $4)
ON CONFLICT DO NOTHING
"""
# Identity refuses a circle, but a projection may hold one for a moment: the levels end it.
_SUPERIOR = """
WITH RECURSIVE above AS (
    SELECT $1::uuid AS agency_id, 0 AS level
    UNION ALL
    SELECT s.superior_id, level + 1 FROM above CROSS JOIN LATERAL (
        SELECT superior_id FROM agency_superiors
        WHERE agency_id = above.agency_id AND (valid_from IS NULL OR valid_from <= $3)
        ORDER BY version DESC LIMIT 1
    ) AS s
    WHERE s.superior_id IS NOT NULL AND level < $2
), top AS (SELECT agency_id FROM above ORDER BY level DESC LIMIT 1)
SELECT top.agency_id, r.account_id, r.full_name, r.position
FROM top LEFT JOIN speaking_right r ON r.agency_id = top.agency_id AND r.kind = 'HEAD'
    AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3)
    AND (r.revoked_at IS NULL OR r.revoked_at > $3 OR r.revoked_version < r.granted_version)
ORDER BY r.valid_from DESC NULLS LAST, r.right_id LIMIT 1
"""


async def put_superior(uow: SqlUnitOfWork, event: AgencyRegistered | AgencyRevised) -> None:
    """Keeps what identity has told of the agency's place."""
    place = (event.agency_id, event.aggregate_version, event.parent_id, event.valid_from)
    connection = await uow.session.connection()
    await connection.exec_driver_sql(_PUT, place)


class SqlHierarchy:
    """Reads inside the transaction."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def superior(self, agency_id: UUID, levels_up: int, at: datetime) -> Superior:
        """The head so many levels above, or of the topmost agency where there are not so many."""
        connection = await self._uow.session.connection()
        found = await connection.exec_driver_sql(_SUPERIOR, (agency_id, levels_up, at))
        row = found.mappings().one()
        return Superior(row["agency_id"], row["account_id"], row["full_name"], row["position"])

    def record(self, question_id: UUID, level: int, superior: Superior | None, at: datetime) -> None:
        """Whom it went to, by name; the bus carries only ids."""
        known = structs.asdict(superior) if superior else {}
        self._uow.insert(escalations, question_id=question_id, level=level, escalated_at=at, **known)
