"""E-mail addresses on PostgreSQL; the queue of an unconfirmed one has no topics, only the question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from services.distribution.adapters.orm.deliveries import (
    deliveries,
    delivery_messages,
    delivery_queues,
    email_addresses,
)
from services.distribution.adapters.repositories.deliveries import drop_pending
from services.distribution.adapters.repositories.endpoints import lock_queue
from services.distribution.application.ports.deliveries import Message
from services.distribution.domain.errors.endpoints import EndpointExists
from services.distribution.domain.model.deliveries import Channel
from services.distribution.domain.model.emails import EmailAddress, EmailStatus
from services.distribution.domain.model.endpoints import Topic
from shared.persistence import SqlUnitOfWork
from shared.persistence.errors import unique_violation

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 46))"
_STORED = tuple(email_addresses.c.keys())


class SqlEmails:
    """Addresses of newsrooms."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, email: EmailAddress, question: Message) -> None:
        """A new one and the message that asks for confirmation; raises EndpointExists."""
        queue = {
            "endpoint_id": email.id,
            "channel": Channel.EMAIL,
            "press_agency_id": email.press_agency_id,
            "topics": [],
            "active": True,
            "due_at": func.now(),
        }
        message = {name: getattr(question, name) for name in question.__struct_fields__}
        session = self._uow.session
        try:
            await session.execute(insert(delivery_queues).values(queue))
            await session.execute(insert(email_addresses).values(_row(email)))
        except Exception as error:
            if unique_violation(error) is not None:
                # Not from the error: the unit of work would see the database's violation behind it.
                raise EndpointExists(field="address") from None
            raise
        await session.execute(insert(delivery_messages).values({**message, "told": True}))
        await session.execute(insert(deliveries).values(endpoint_id=email.id, message_id=question.id))

    async def get(self, email_id: UUID, press_agency_id: UUID) -> EmailAddress | None:
        """The newsroom's, for change."""
        await lock_queue(self._uow, email_id)
        return await self._one(
            email_addresses.c.id == email_id, email_addresses.c.press_agency_id == press_agency_id
        )

    async def asked_by(self, token_hash: str) -> EmailAddress | None:
        """The one that was asked with this token, for change."""
        asked = email_addresses.c.token_hash == token_hash
        known = (await self._uow.session.execute(select(email_addresses.c.id).where(asked))).scalar()
        if known is None:
            return None
        await lock_queue(self._uow, known)
        return await self._one(asked)

    async def put(self, email: EmailAddress) -> None:
        """Its status and version; its queue follows."""
        values = {
            "status": email.status,
            "token_hash": email.token_hash,
            "confirmed_at": email.confirmed_at,
            "version": email.version,
        }
        changed = update(email_addresses).where(email_addresses.c.id == email.id)
        await self._uow.session.execute(changed.values(values))
        confirmed = email.status is EmailStatus.CONFIRMED
        topics = [topic.value for topic in email.topics] if confirmed else []
        queue = update(delivery_queues).where(delivery_queues.c.endpoint_id == email.id)
        await self._uow.session.execute(queue.values(topics=topics, active=confirmed))
        if not confirmed:
            await drop_pending(self._uow, [email.id])

    async def count(self, press_agency_id: UUID, since: datetime) -> int:
        """How many the newsroom has, or had since; others of it wait until this transaction ends."""
        connection = await self._uow.session.connection()
        await connection.exec_driver_sql(_LOCK, (f"emails {press_agency_id}",))
        counts = or_(
            email_addresses.c.status != EmailStatus.REMOVED.value, email_addresses.c.created_at > since
        )
        found = await self._uow.session.execute(
            select(func.count())
            .select_from(email_addresses)
            .where(email_addresses.c.press_agency_id == press_agency_id, counts)
        )
        return int(found.scalar_one())

    async def _one(self, *conditions: ColumnElement[bool]) -> EmailAddress | None:
        wanted = select(email_addresses).where(
            *conditions, email_addresses.c.status != EmailStatus.REMOVED.value
        )
        found = (await self._uow.session.execute(wanted.with_for_update())).mappings().one_or_none()
        return None if found is None else _email(found)


def _row(email: EmailAddress) -> dict[str, Any]:
    row = {name: getattr(email, name) for name in _STORED}
    return row | {"topics": [topic.value for topic in email.topics], "status": email.status.value}


def _email(row: Mapping[Any, Any]) -> EmailAddress:
    values = {name: row[name] for name in _STORED}
    values["topics"] = tuple(Topic(topic) for topic in row["topics"])
    return EmailAddress(**{**values, "status": EmailStatus(row["status"])})
