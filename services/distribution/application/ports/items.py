"""What the use cases of published items need from outside."""

from typing import Protocol
from uuid import UUID

from services.distribution.application.ports.takes import PublicReleases
from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.items import Item


class Items(Protocol):
    """What newsrooms have declared."""

    async def add(self, item: Item) -> None:
        """A new one; raises ItemDeclared when the address is known and not refused."""

    async def get(self, item_id: UUID) -> Item | None:
        """For change: others wait until this transaction ends."""

    async def put(self, item: Item) -> None:
        """What the agency decided."""


class ItemUnit(Unit, Protocol):
    """One transaction with the repositories of items."""

    @property
    def public_releases(self) -> PublicReleases:
        """What has been published."""

    @property
    def items(self) -> Items:
        """What newsrooms have declared."""
