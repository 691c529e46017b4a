"""What a receiver may read of its endpoints."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from services.distribution.adapters.orm.deliveries import (
    deliveries,
    delivery_messages,
    email_addresses,
    webhook_endpoints,
)
from services.distribution.adapters.repositories.endpoints import owned_by
from services.distribution.application.views.endpoints import DeliveryView, EmailView, EndpointView
from services.distribution.domain.model.emails import EmailStatus
from services.distribution.domain.model.endpoints import EndpointStatus, Receiver, Topic
from shared.persistence import Database

_ENDPOINT = [
    *(webhook_endpoints.c[name] for name in ("id", "url", "topics", "status", "created_at", "version")),
    webhook_endpoints.c.former_until.label("former_secret_until"),
]
_EMAIL = [email_addresses.c[name] for name in EmailView.__struct_fields__]
_FROM_MESSAGE = ("topic", "release_id")
_DELIVERY = [
    (delivery_messages if name in _FROM_MESSAGE else deliveries).c[name]
    for name in DeliveryView.__struct_fields__
]


class EndpointQueries:
    """Reads in statements of their own: without BEGIN and COMMIT around them."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def endpoints(self, receiver: Receiver, endpoint_id: UUID | None = None) -> list[EndpointView]:
        """All of the receiver's, oldest first, or the one."""
        wanted = select(*_ENDPOINT).where(
            owned_by(receiver), webhook_endpoints.c.status != EndpointStatus.REMOVED
        )
        if endpoint_id is not None:
            wanted = wanted.where(webhook_endpoints.c.id == endpoint_id)
        rows = await self._all(wanted.order_by(webhook_endpoints.c.created_at, webhook_endpoints.c.id))
        return [EndpointView(**{**row, "topics": _topics(row)}) for row in rows]

    async def emails(self, press_agency_id: UUID, email_id: UUID | None = None) -> list[EmailView]:
        """All of the newsroom's, oldest first, or the one."""
        conditions: list[ColumnElement[bool]] = [
            email_addresses.c.press_agency_id == press_agency_id,
            email_addresses.c.status != EmailStatus.REMOVED.value,
        ]
        if email_id is not None:
            conditions.append(email_addresses.c.id == email_id)
        rows = await self._all(select(*_EMAIL).where(*conditions).order_by(email_addresses.c.created_at))
        return [
            EmailView(**{**row, "topics": _topics(row), "status": EmailStatus(row["status"])}) for row in rows
        ]

    async def deliveries(self, endpoint_id: UUID, before: int | None, limit: int) -> list[DeliveryView]:
        """The newest first."""
        wanted = (
            select(*_DELIVERY)
            .join(delivery_messages, delivery_messages.c.id == deliveries.c.message_id)
            .where(deliveries.c.endpoint_id == endpoint_id)
        )
        if before is not None:
            wanted = wanted.where(deliveries.c.position < before)
        rows = await self._all(wanted.order_by(deliveries.c.position.desc()).limit(limit))
        return [DeliveryView(**row) for row in rows]

    async def _all(self, statement: Select[Any]) -> Sequence[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]


def _topics(row: dict[str, Any]) -> tuple[Topic, ...]:
    return tuple(Topic(topic) for topic in row["topics"])
