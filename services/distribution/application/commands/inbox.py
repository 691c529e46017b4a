"""What a reader tells of his inbox."""

from uuid import UUID

import msgspec


class MarkRead(msgspec.Struct, frozen=True, kw_only=True):
    """Everything up to `up_to`, or one release as it stands."""

    account_id: UUID
    up_to: int | None = None
    release_id: UUID | None = None
