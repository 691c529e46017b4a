"""What the doors may ask for."""

from datetime import datetime
from uuid import UUID

import msgspec


class ChangeStanding(msgspec.Struct, frozen=True, kw_only=True):
    """Record that an account is suspended since an instant, or may act again since then."""

    account_id: UUID
    suspended: bool
    since: datetime
    version: int
