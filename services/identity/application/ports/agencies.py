"""The store of state agencies."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import AgencyTree, StateAgency, Validity


class Agencies(Protocol):
    """State agencies."""

    async def tree(self) -> AgencyTree:
        """Where all stand; who changes a place waits until this transaction has ended."""
        ...

    def add(self, agency: StateAgency) -> None:
        """Enter a new one."""
        ...

    async def save(self, agency: StateAgency) -> None:
        """Keep what was revised or ended."""
        ...

    async def find(self, agency_id: UUID) -> StateAgency | None:
        """The agency with this id."""
        ...

    async def by_code(self, code: str) -> StateAgency | None:
        """The agency that had the code last, new or old."""
        ...

    async def holders(self, codes: Collection[str]) -> list[tuple[UUID, str, Validity]]:
        """Which agency has, had or will have one of the codes, and when."""
        ...

    async def exists(self, agency_id: UUID) -> bool:
        """Whether there is one with this id."""
        ...
