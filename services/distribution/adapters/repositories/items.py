"""Published items on PostgreSQL."""

from uuid import UUID

from services.distribution.domain.errors.items import ItemDeclared
from services.distribution.domain.model.items import Item
from shared.persistence import SqlUnitOfWork
from shared.persistence.errors import unique_violation


class SqlItems:
    """What newsrooms have declared."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    async def add(self, item: Item) -> None:
        """A new one; raises ItemDeclared when the address is known and not refused."""
        self._uow.session.add(item)
        await self._flush()

    async def get(self, item_id: UUID) -> Item | None:
        """For change: others wait until this transaction ends."""
        return await self._uow.session.get(Item, item_id, with_for_update=True)

    async def put(self, item: Item) -> None:
        """What the agency decided."""
        await self._flush()

    async def _flush(self) -> None:
        try:
            await self._uow.session.flush()
        except Exception as error:
            if unique_violation(error) is not None:
                # Not from the error: the unit of work would see the database's violation behind it.
                raise ItemDeclared(field="url") from None
            raise
