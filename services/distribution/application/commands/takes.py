"""What somebody of a newsroom does with a release."""

from uuid import UUID

import msgspec

from services.distribution.domain.model.takes import Member, TakeAction


class TakeRelease(msgspec.Struct, frozen=True, kw_only=True):
    """Opened, downloaded or copied."""

    take_id: UUID
    release_id: UUID
    member: Member
    action: TakeAction
