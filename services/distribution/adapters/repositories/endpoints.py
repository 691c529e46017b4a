"""Webhook endpoints on PostgreSQL; each has its queue in another table, which the sender knows alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update

from services.distribution.adapters.orm.deliveries import delivery_queues, webhook_endpoints
from services.distribution.adapters.repositories.deliveries import drop_pending
from services.distribution.domain.errors.endpoints import EndpointExists
from services.distribution.domain.model.deliveries import Channel
from services.distribution.domain.model.endpoints import Endpoint, EndpointStatus, Receiver, Topic
from shared.persistence import SqlUnitOfWork
from shared.persistence.errors import unique_violation

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 46))"

_CHANGING = ("status", "sealed_secret", "former_secret", "former_until", "version")


class SqlEndpoints:
    """Webhooks of newsrooms and machine clients."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, endpoint: Endpoint) -> None:
        """A new one, with an empty queue; raises EndpointExists."""
        topics = [topic.value for topic in endpoint.topics]
        queue = {
            "endpoint_id": endpoint.id,
            "channel": Channel.WEBHOOK,
            "press_agency_id": endpoint.receiver.press_agency_id,
            "topics": topics,
            "active": True,
        }
        row = {
            "id": endpoint.id,
            "press_agency_id": endpoint.receiver.press_agency_id,
            "client_id": endpoint.receiver.client_id,
            "url": endpoint.url,
            "topics": topics,
            "status": endpoint.status,
            "sealed_secret": endpoint.sealed_secret,
            "created_at": endpoint.created_at,
            "version": endpoint.version,
        }
        try:
            await self._uow.session.execute(insert(delivery_queues).values(queue))
            await self._uow.session.execute(insert(webhook_endpoints).values(row))
        except Exception as error:
            if unique_violation(error) is not None:
                # Not from the error: the unit of work would see the database's violation behind it.
                raise EndpointExists(field="url") from None
            raise

    async def get(self, endpoint_id: UUID, receiver: Receiver) -> Endpoint | None:
        """The receiver's, for change; the queue is locked first, as everywhere."""
        await lock_queue(self._uow, endpoint_id)
        found = await self._uow.session.execute(
            select(webhook_endpoints)
            .where(webhook_endpoints.c.id == endpoint_id, owned_by(receiver))
            .where(webhook_endpoints.c.status != EndpointStatus.REMOVED)
            .with_for_update()
        )
        row = found.mappings().one_or_none()
        return None if row is None else _endpoint(row)

    async def put(self, endpoint: Endpoint) -> None:
        """What has changed of it; what waits for it still does."""
        changed = update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint.id)
        await self._uow.session.execute(changed.values({name: getattr(endpoint, name) for name in _CHANGING}))

    async def put_with_queue(self, endpoint: Endpoint) -> None:
        """The same for another status; an endpoint that is not active has an empty queue."""
        await self.put(endpoint)
        active = endpoint.status is EndpointStatus.ACTIVE
        queue = update(delivery_queues).where(delivery_queues.c.endpoint_id == endpoint.id)
        await self._uow.session.execute(queue.values(active=active, failures=0, due_at=None))
        if not active:
            await drop_pending(self._uow, [endpoint.id])

    async def count(self, receiver: Receiver) -> int:
        """How many the receiver has; others of his wait until this transaction ends."""
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(_LOCK, (f"endpoints {receiver}",))
        found = await self._uow.session.execute(
            select(func.count())
            .select_from(webhook_endpoints)
            .where(owned_by(receiver), webhook_endpoints.c.status != EndpointStatus.REMOVED)
        )
        return int(found.scalar_one())


async def lock_queue(uow: SqlUnitOfWork, endpoint_id: UUID) -> None:
    """Whoever changes an endpoint or its deliveries waits here."""
    queue = select(delivery_queues.c.endpoint_id).where(delivery_queues.c.endpoint_id == endpoint_id)
    await uow.session.execute(queue.with_for_update())


def owned_by(receiver: Receiver) -> ColumnElement[bool]:
    """The rows of one receiver."""
    if receiver.press_agency_id is not None:
        return webhook_endpoints.c.press_agency_id == receiver.press_agency_id
    return webhook_endpoints.c.client_id == receiver.client_id


def _endpoint(row: Mapping[Any, Any]) -> Endpoint:
    return Endpoint(
        id=row["id"],
        receiver=Receiver(row["press_agency_id"], row["client_id"]),
        url=row["url"],
        topics=tuple(Topic(topic) for topic in row["topics"]),
        sealed_secret=row["sealed_secret"],
        created_at=row["created_at"],
        status=row["status"],
        former_secret=row["former_secret"],
        former_until=row["former_until"],
        version=row["version"],
    )
