"""What is told of a reader's inbox."""

from uuid import UUID

import msgspec


class ForgetReader(msgspec.Struct, frozen=True, kw_only=True):
    """The person behind the account was erased."""

    account_id: UUID


class MarkRead(msgspec.Struct, frozen=True, kw_only=True):
    """Everything up to `up_to`, or one release as it stands."""

    account_id: UUID
    up_to: int | None = None
    release_id: UUID | None = None
