"""The ledger of deliveries on PostgreSQL; every change of a queue locks its row first, in order of ids."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.distribution.application.ports.deliveries import Accepted, Message
from services.distribution.domain.errors.endpoints import StillPending
from services.distribution.domain.model.deliveries import Channel, Round
from shared.persistence import SqlUnitOfWork

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1::text, 47))"
_STORE = """
INSERT INTO delivery_messages
    (id, topic, subject_id, version, release_id, headline, occurred_at, body, told)
VALUES ($1, $2, $3, $4, $5, coalesce($6, (
    SELECT headline FROM delivery_messages WHERE subject_id = $3 AND headline IS NOT NULL
    ORDER BY version DESC LIMIT 1)), $7, $8, $4::int IS NULL)
ON CONFLICT (id) DO NOTHING
"""
_IN_TURN = """
SELECT id, headline FROM (
    SELECT id, headline, told, version, row_number() OVER (ORDER BY version) AS place
    FROM delivery_messages WHERE subject_id = $1 AND version IS NOT NULL
) AS known
WHERE version = place AND NOT told ORDER BY version
"""
_TOLD = """
UPDATE delivery_messages SET told = true, headline = coalesce(headline, (
    SELECT headline FROM delivery_messages WHERE subject_id = $2 AND version = 1))
WHERE id = $1
"""
_WANTED = """
SELECT q.endpoint_id FROM delivery_queues q, delivery_messages m
WHERE m.id = $1 AND q.active AND (
    m.topic = ANY(q.topics)
    OR q.channel = 'email' AND cardinality(q.topics) > 0
    AND m.topic IN ('release.corrected', 'release.withdrawn') AND EXISTS (
        SELECT 1 FROM takes t WHERE t.release_id = m.release_id AND t.press_agency_id = q.press_agency_id)
)
ORDER BY q.endpoint_id FOR NO KEY UPDATE OF q
"""
_PLAN = """
WITH planned AS (
    INSERT INTO deliveries (endpoint_id, message_id) SELECT unnest($2::uuid[]), $1
    ON CONFLICT (endpoint_id, message_id) DO NOTHING RETURNING endpoint_id
)
UPDATE delivery_queues q SET due_at = coalesce(q.due_at, now())
FROM planned WHERE q.endpoint_id = planned.endpoint_id
"""
_LOCK = """
SELECT endpoint_id FROM delivery_queues WHERE endpoint_id = ANY($1::uuid[])
ORDER BY endpoint_id FOR NO KEY UPDATE
"""
_SETTLE = """
UPDATE deliveries d
SET status = r.status, attempts = r.attempts, last_status = r.reply, last_error = r.error,
    last_attempt_at = now(), next_attempt_at = now() + r.retry_in,
    delivered_at = CASE WHEN r.status = 'delivered' THEN now() END
FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::interval[])
    AS r(id, status, attempts, reply, error, retry_in),
    delivery_messages m, delivery_queues q
WHERE d.id = r.id AND d.status = 'pending' AND m.id = d.message_id AND q.endpoint_id = d.endpoint_id
RETURNING d.id, d.status, m.release_id, q.channel, q.press_agency_id
"""
_RELEASE = """
UPDATE delivery_queues q
SET lease = NULL, leased_until = NULL,
    failures = CASE WHEN r.failed THEN q.failures + 1 ELSE 0 END,
    active = q.active AND NOT r.gone,
    due_at = CASE WHEN EXISTS (
        SELECT 1 FROM deliveries d WHERE d.endpoint_id = q.endpoint_id AND d.status = 'pending'
    ) THEN now() + coalesce(r.retry_in, interval '0') END
FROM unnest($1::uuid[], $2::uuid[], $3::interval[], $4::bool[], $5::bool[])
    AS r(endpoint_id, lease, retry_in, failed, gone)
WHERE q.endpoint_id = r.endpoint_id AND q.lease = r.lease
"""
_GONE = """
UPDATE webhook_endpoints SET status = 'gone', version = version + 1
WHERE id = ANY($1::uuid[]) AND status = 'active'
"""
_DROP = """
UPDATE deliveries SET status = 'dropped', next_attempt_at = NULL
WHERE endpoint_id = ANY($1::uuid[]) AND status = 'pending'
"""
_STATUS = "SELECT status FROM deliveries WHERE id = $1 AND endpoint_id = $2 FOR UPDATE"
_AGAIN = "UPDATE deliveries SET status = 'pending', attempts = 0, next_attempt_at = now() WHERE id = $1"
_DUE = "UPDATE delivery_queues SET due_at = now() WHERE endpoint_id = $1"


class SqlDeliveries:
    """Plans, settles and repeats deliveries."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow
        self.planned = 0
        """Deliveries that this unit has planned."""

    async def tell(self, message: Message) -> int:
        """A delivery for each endpoint that wants it; a message waits for those before it of its subject."""
        await self._run(_ONE_AT_A_TIME, str(message.subject_id))
        values = [getattr(message, name) for name in message.__struct_fields__]
        values[1] = str(message.topic)
        await self._run(_STORE, *values)
        if message.version is None:
            return await self._plan(message.id)
        planned = 0
        for row in await self._run(_IN_TURN, message.subject_id):
            await self._run(_TOLD, row[0], message.subject_id)
            planned += await self._plan(row[0])
        return planned

    async def settle(self, rounds: Sequence[Round]) -> Sequence[Accepted]:
        """What was attempted; a delivery that was accepted before is not reported again."""
        await self._run(_LOCK, [each.endpoint_id for each in rounds])
        attempts = [attempt for each in rounds for attempt in each.attempts]
        settled = await self._run(
            _SETTLE,
            [each.delivery_id for each in attempts],
            [each.status.value for each in attempts],
            [each.attempts for each in attempts],
            [each.reply.status for each in attempts],
            [each.reply.error for each in attempts],
            [each.retry_in for each in attempts],
        )
        await self._disable([each.endpoint_id for each in rounds if each.gone])
        await self._run(
            _RELEASE,
            [each.endpoint_id for each in rounds],
            [each.lease for each in rounds],
            [each.retry_in for each in rounds],
            [any(not attempt.reply.accepted for attempt in each.attempts) for each in rounds],
            [each.gone for each in rounds],
        )
        return [Accepted(row[0], row[2], Channel(row[3]), row[4]) for row in settled if row[1] == "delivered"]

    async def again(self, endpoint_id: UUID, delivery_id: UUID) -> bool:
        """Back into the queue; False when there is no such delivery, raises StillPending."""
        rows = await self._run(_STATUS, delivery_id, endpoint_id)
        if not rows:
            return False
        if rows[0][0] == "pending":
            raise StillPending
        await self._run(_AGAIN, delivery_id)
        await self._run(_DUE, endpoint_id)
        return True

    async def _plan(self, message_id: UUID) -> int:
        wanted = [row[0] for row in await self._run(_WANTED, message_id)]
        if wanted:
            await self._run(_PLAN, message_id, wanted)
        self.planned += len(wanted)
        return len(wanted)

    async def _disable(self, gone: list[UUID]) -> None:
        if gone:
            await self._run(_GONE, gone)
            await drop_pending(self._uow, gone)

    async def _run(self, statement: str, *values: object) -> Sequence[Any]:
        connection = await self._uow.session.connection()
        result = await connection.exec_driver_sql(statement, values)
        return result.all() if result.returns_rows else ()


async def drop_pending(uow: SqlUnitOfWork, endpoint_ids: Sequence[UUID]) -> None:
    """What waits for endpoints that are told nothing more; their queues are locked by the caller."""
    connection = await uow.session.connection()
    await connection.exec_driver_sql(_DROP, (list(endpoint_ids),))
