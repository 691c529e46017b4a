"""The stores of assignments and delegations."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import SpeakingDelegation, Spokesperson


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

    async def heads_of(self, agency_id: UUID) -> list[Spokesperson]:
        """The agency's heads, past and to come, not revoked; two askers at once wait for each other."""
        ...

    async def claim_overdue(self, at: datetime, limit: int) -> list[Spokesperson]:
        """Locked, some whose entry should have been published and of whom nobody was told."""
        ...


class Delegations(Protocol):
    """Delegations."""

    def add(self, delegation: SpeakingDelegation) -> None:
        """Record a new one."""
        ...

    async def get(self, delegation_id: UUID) -> SpeakingDelegation | None:
        """The delegation, locked."""
        ...

    async def held_by(self, account_id: UUID) -> list[SpeakingDelegation]:
        """The person's delegations that were not revoked."""
        ...
