"""The one way back from a sealed identifier to its digits."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import PersonalIdentifier, RevealPurpose


class IdentifierVault(Protocol):
    """Only the look-up in the population database and the export for the person themselves use it."""

    async def reveal(
        self, account_id: UUID, purpose: RevealPurpose, actor: UUID | None, detail: Mapping[str, str]
    ) -> PersonalIdentifier:
        """The digits, after the use has been committed to the audit log; raises IdentifierUnavailable."""
        ...
