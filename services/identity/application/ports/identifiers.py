"""The one way back from what is sealed: the digits of a person, the birth date of a look-up that waits."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from services.identity.domain.model import BirthDate, IdentityCheck, PersonalIdentifier, RevealPurpose


class IdentifierVault(Protocol):
    """Only the look-up in the population database and the export for the person themselves use it."""

    async def reveal(
        self, account_id: UUID, purpose: RevealPurpose, actor: UUID | None, detail: Mapping[str, str]
    ) -> PersonalIdentifier:
        """The digits, after the use has been committed to the audit log; raises IdentifierUnavailable."""
        ...

    def birth_date(self, check: IdentityCheck) -> BirthDate | None:
        """The date that the look-up waits with, if any; raises IdentifierUnavailable."""
        ...
