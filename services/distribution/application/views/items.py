"""What both sides see of a published item."""

from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec

from services.distribution.domain.model.items import Item, ItemStatus


class ItemView(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration and what the agency said to it."""

    id: UUID
    release_id: UUID
    agency_id: UUID
    press_agency_id: UUID
    url: str
    title: str
    published_at: datetime
    declared_at: datetime
    status: ItemStatus
    reason: str | None
    decided_at: datetime | None
    version: int

    @classmethod
    def of(cls, item: Item) -> Self:
        """Without the names of accounts."""
        return cls(**{name: getattr(item, name) for name in cls.__struct_fields__})
