"""What the use cases of inboxes need from outside."""

from typing import Protocol
from uuid import UUID

from services.distribution.application.ports.unit import Unit


class ReadMarks(Protocol):
    """What each account has read: all up to a mark, and single releases beyond it."""

    async def up_to(self, account_id: UUID, seq: int) -> None:
        """All up to `seq`, but never beyond what there is; a mark does not move back."""

    async def one(self, account_id: UUID, release_id: UUID) -> bool:
        """The release as it stands now; False when there is no such public release."""

    async def forget(self, account_id: UUID) -> None:
        """What the account has read is nobody's business any more."""


class InboxUnit(Unit, Protocol):
    """One transaction with the marks."""

    @property
    def read_marks(self) -> ReadMarks:
        """What each account has read."""
