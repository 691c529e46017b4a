"""Press agencies, as readers get them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.identity.domain.model import PressAgency


class PressAgencyView(msgspec.Struct, frozen=True, kw_only=True):
    """A press agency; public."""

    id: UUID
    name: str
    types: list[str]
    kind: str
    registered_at: datetime
    version: int

    @classmethod
    def of(cls, newsroom: PressAgency) -> "PressAgencyView":
        """As it was just registered."""
        return cls(
            id=newsroom.id,
            name=newsroom.name,
            types=sorted(newsroom.types),
            kind=newsroom.kind,
            registered_at=newsroom.registered_at,
            version=newsroom.version,
        )
