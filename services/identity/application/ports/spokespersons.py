"""The store of assignments."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    Spokesperson,
)


class Spokespersons(Protocol):
    """Assignments."""

    def add(self, spokesperson: Spokesperson) -> None:
        """Record a new one."""
        ...

    async def get(self, spokesperson_id: UUID) -> Spokesperson | None:
        """The spokesperson, locked."""
        ...

    async def held_by(self, account_id: UUID) -> list[Spokesperson]:
        """The person's assignments that were not revoked."""
        ...

    async def head_of(self, agency_id: UUID, at: datetime) -> Spokesperson | None:
        """The agency's head at this instant or later; two askers at once wait for each other."""
        ...
