"""What somebody of a newsroom finds in his inbox."""

from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec

from services.distribution.domain.model.content import Urgency
from services.distribution.domain.model.takes import Take, TakeAction
from services.distribution.domain.model.workflow import Publication


class InboxEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A release as it stands; `seq` is its last entry in the log, so a correction is new again."""

    seq: int
    release_id: UUID
    code: str
    headline: str
    urgency: Urgency
    agency_id: UUID
    edition: int
    publication: Publication
    published_at: datetime
    changed_at: datetime
    unread: bool


class InboxSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is to read; `last_seq` is the place to mark all as read up to."""

    unread: int
    last_seq: int


class TakeView(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken."""

    id: UUID
    release_id: UUID
    edition: int
    action: TakeAction
    taken_at: datetime

    @classmethod
    def of(cls, take: Take) -> Self:
        """As the taker sees it."""
        return cls(**{name: getattr(take, name) for name in cls.__struct_fields__})
