"""Request bodies about takes, items and inboxes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.distribution.domain.model.takes import TakeAction

Instant = Annotated[datetime, msgspec.Meta(tz=True, examples=["2026-09-21T10:30:00+07:00"])]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class TakeRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was done with the release's current edition."""

    action: TakeAction


class DeclareItemRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the newsroom has published."""

    release_id: UUID
    url: Annotated[
        str,
        msgspec.Meta(min_length=1, max_length=2000, examples=["https://toasoan.example.vn/tin/xe-buyt-moi"]),
    ]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    published_at: Instant


class RefuseItemRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why the item does not use the release."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class MarkReadRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All up to this place is read; `last_seq` of the summary marks everything."""

    up_to: Seq
