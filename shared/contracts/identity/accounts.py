"""Events about accounts as such."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class AccountErased(Event, frozen=True, kw_only=True, tag="identity.account.erased.v1"):
    """Whoever this account was is forgotten; what others keep about the id, their own retention decides."""

    __aggregate__: ClassVar[str] = "account_id"

    account_id: UUID
    reporter_id: UUID | None
    """Under which others may know the person, if he was a reporter."""
    erased_at: UtcTime
