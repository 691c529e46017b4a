"""The store of state agencies."""

from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    StateAgency,
)


class Agencies(Protocol):
    """State agencies."""

    def add(self, agency: StateAgency) -> None:
        """Enter a new one."""
        ...

    async def by_code(self, code: str) -> StateAgency | None:
        """The agency with this code."""
        ...

    async def exists(self, agency_id: UUID) -> bool:
        """Whether there is one with this id."""
        ...
