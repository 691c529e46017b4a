"""Opens sealed identifiers, one at a time, and writes down for whom before it gives them out."""

from collections.abc import Callable, Mapping
from uuid import UUID

from services.identity.adapters.identifier_keys import IdentifierCipher, UnreadableIdentifier
from services.identity.application.ports import UnitOfWork
from services.identity.domain.errors import IdentifierUnavailable
from services.identity.domain.model import BirthDate, IdentityCheck, PersonalIdentifier, RevealPurpose
from shared.persistence import Database

_SEALED = "SELECT identifier_cipher FROM account WHERE id = $1"


class SqlIdentifierVault:
    """Audits in a transaction of its own: a caller that fails afterwards has seen the digits all the same."""

    def __init__(
        self, database: Database, cipher: IdentifierCipher, provide_uow: Callable[[], UnitOfWork]
    ) -> None:
        self._database, self._cipher, self._uow = database, cipher, provide_uow

    async def reveal(
        self, account_id: UUID, purpose: RevealPurpose, actor: UUID | None, detail: Mapping[str, str]
    ) -> PersonalIdentifier:
        """The digits, after the use has been committed to the audit log; raises IdentifierUnavailable."""
        rows = await self._database.fetch(_SEALED, account_id)
        sealed = rows[0]["identifier_cipher"] if rows else None
        if sealed is None:
            raise IdentifierUnavailable
        try:
            identifier = self._cipher.open(sealed, account_id)
        except UnreadableIdentifier as error:
            raise IdentifierUnavailable from error
        async with self._uow() as uow:
            uow.audit.add(
                "identifier.revealed", "account", account_id, actor, {**detail, "purpose": purpose.value}
            )
        return identifier

    def birth_date(self, check: IdentityCheck) -> BirthDate | None:
        """The date that the look-up waits with, if any; raises IdentifierUnavailable."""
        if check.birth_cipher is None:
            return None
        try:
            return self._cipher.open_birth_date(check.birth_cipher, check.id)
        except UnreadableIdentifier as error:
            raise IdentifierUnavailable from error
