"""The store of accreditations."""

from typing import Protocol
from uuid import UUID

from services.identity.domain.model import (
    Reporter,
)


class Reporters(Protocol):
    """Accreditations."""

    def add(self, reporter: Reporter) -> None:
        """Record an application."""
        ...

    async def get(self, reporter_id: UUID) -> Reporter | None:
        """The reporter, locked."""
        ...

    async def of_account(self, account_id: UUID) -> Reporter | None:
        """The person's accreditation."""
        ...
