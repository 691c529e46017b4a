"""The inbox: what a consumer has seen, in the same transaction as what it did about it (docs/adr/0008)."""

from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from shared.persistence.unit_of_work import SqlUnitOfWork

_ACCEPT = "INSERT INTO inbox (consumer, cause) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING cause"


class Inbox:
    """Says once, and only once for each consumer, that a message is new."""

    def __init__(self, uow: "SqlUnitOfWork") -> None:
        self._uow = uow
        self._accepted: set[tuple[UUID, str]] = set()

    async def accept(self, cause: UUID, consumer: str) -> bool:
        """Whether the message `cause` is new to `consumer`; asked twice in one unit it gives one answer."""
        if (cause, consumer) in self._accepted:
            return True
        connection = await self._uow.session.connection()
        row = (await connection.exec_driver_sql(_ACCEPT, (consumer, cause))).first()
        if row is not None:
            self._accepted.add((cause, consumer))
        return row is not None
