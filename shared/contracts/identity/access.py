"""Events about what accounts may still do."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class AccessRevoked(Event, frozen=True, kw_only=True, tag="identity.access.revoked.v1"):
    """Tokens of the account issued before `revoked_at`, in real time as `iat`, are refused everywhere."""

    __aggregate__: ClassVar[str] = "account_id"

    account_id: UUID
    revoked_at: UtcTime
