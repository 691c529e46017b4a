"""Which queues may be worked on now: claimed for a while, so that one process sends to an endpoint."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from services.distribution.adapters.unit_of_work import Office
from services.distribution.application.ports.deliveries import Claimed, Message, Pending
from services.distribution.domain.model.deliveries import Channel

_CLAIM = """
WITH due AS (
    SELECT endpoint_id FROM delivery_queues
    WHERE channel = $1 AND active AND due_at <= now()
        AND (leased_until IS NULL OR leased_until < now()) AND (failures > 0) = $2
    ORDER BY due_at LIMIT $3
    FOR UPDATE SKIP LOCKED
)
UPDATE delivery_queues q SET lease = gen_random_uuid(), leased_until = now() + $4
FROM due WHERE q.endpoint_id = due.endpoint_id
RETURNING q.endpoint_id, q.lease
"""
_DUE = """
SELECT EXISTS (SELECT 1 FROM delivery_queues WHERE channel = $1 AND active AND due_at <= now()) AS due
"""
_LOAD = """
SELECT c.endpoint_id, c.lease, coalesce(w.url, e.address) AS address,
    coalesce(w.sealed_secret, ''::bytea) AS secret,
    CASE WHEN w.former_until > now() THEN w.former_secret END AS former_secret,
    coalesce(e.language, '') AS language,
    d.id AS delivery_id, d.attempts, m.id, m.topic, m.subject_id, m.version, m.release_id, m.headline,
    m.occurred_at, m.body
FROM unnest($1::uuid[], $2::uuid[]) AS c(endpoint_id, lease)
LEFT JOIN webhook_endpoints w ON w.id = c.endpoint_id
LEFT JOIN email_addresses e ON e.id = c.endpoint_id
LEFT JOIN LATERAL (
    SELECT id, attempts, message_id, position FROM deliveries
    WHERE endpoint_id = c.endpoint_id AND status = 'pending' ORDER BY position LIMIT $3
) d ON true
LEFT JOIN delivery_messages m ON m.id = d.message_id
ORDER BY c.endpoint_id, d.position
"""
_AWAY = "UPDATE delivery_queues SET lease = NULL, leased_until = NULL WHERE lease = ANY($1::uuid[])"
_MESSAGE = Message.__struct_fields__


class Claims:
    """Statements that are transactions: what is claimed is seen as it was committed before."""

    def __init__(self, office: Office, channel: Channel, lease: timedelta, most_at_once: int) -> None:
        self._database, self._channel, self._lease, self._most = office.database, channel, lease, most_at_once
        self.wakeup = office.on_planned()
        """Set when something may be due; a hint, since other processes plan as well."""

    async def claim(self, limit: int, *, troubled: bool) -> Sequence[Claimed]:
        """Up to `limit` endpoints with the head of their queue; `troubled` ones failed last time."""
        leased = await self._database.fetch(_CLAIM, self._channel.value, troubled, limit, self._lease)
        if not leased:
            return ()
        ids, leases = [row[0] for row in leased], [row[1] for row in leased]
        # A second statement: the first one's snapshot may be older than the last holder's commit.
        rows = await self._database.fetch(_LOAD, ids, leases, self._most)
        messages: dict[UUID, Message] = {}
        groups = groupby(rows, key=lambda row: row["endpoint_id"])
        return [_claimed(list(group), messages) for _, group in groups]

    async def are_due(self) -> bool:
        """Whether something is to be sent now, or being sent; what is put off until later is not."""
        (row,) = await self._database.fetch(_DUE, self._channel.value)
        return bool(row["due"])

    async def give_back(self, leases: Sequence[UUID]) -> None:
        """What was claimed and not worked on."""
        await self._database.fetch(_AWAY, list(leases))


def _claimed(rows: list[Any], messages: dict[UUID, Message]) -> Claimed:
    head = rows[0]
    return Claimed(
        endpoint_id=head["endpoint_id"],
        lease=head["lease"],
        address=head["address"],
        secret=head["secret"],
        former_secret=head["former_secret"],
        language=head["language"],
        pending=[_pending(row, messages) for row in rows if row["delivery_id"] is not None],
    )


def _pending(row: Any, messages: dict[UUID, Message]) -> Pending:
    """Most endpoints are told the same, so each message is made once."""
    message = messages.get(row["id"])
    if message is None:
        message = messages[row["id"]] = Message(**{name: row[name] for name in _MESSAGE})
    return Pending(delivery_id=row["delivery_id"], attempts=row["attempts"], message=message)
