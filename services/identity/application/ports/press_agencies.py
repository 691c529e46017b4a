"""The store of press agencies."""

from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    PressAgency,
)


class PressAgencies(Protocol):
    """Press agencies."""

    def add(self, press_agency: PressAgency) -> None:
        """Enter a new one."""
        ...

    async def get(self, press_agency_id: UUID) -> PressAgency | None:
        """The press agency with this id."""
        ...

    async def named(self, name: str) -> bool:
        """Whether one has this name, accents and case aside; two askers at once wait for each other."""
        ...
