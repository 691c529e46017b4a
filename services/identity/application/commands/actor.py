"""Who gives a command."""

from uuid import UUID

import msgspec

from services.identity.domain.errors import AccountRequired, NotAllowed
from services.identity.domain.model import (
    Role,
)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives the command, as the token says."""

    account_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    agency_id: UUID | None = None
    press_agency_id: UUID | None = None

    def person(self) -> UUID:
        """The account behind the command; raises AccountRequired for a machine."""
        if self.account_id is None:
            raise AccountRequired
        return self.account_id

    def require_agency(self, agency_id: UUID) -> None:
        """Raises NotAllowed unless the actor is an administrator or belongs to the agency."""
        if Role.ADMINISTRATOR not in self.roles and self.agency_id != agency_id:
            raise NotAllowed
