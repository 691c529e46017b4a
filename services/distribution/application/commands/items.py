"""What newsrooms and agencies say about published items."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.distribution.domain.model.takes import Member


class DeclareItem(msgspec.Struct, frozen=True, kw_only=True):
    """The newsroom has published something made from the release."""

    item_id: UUID
    release_id: UUID
    member: Member
    url: str
    title: str
    published_at: datetime


class DecideItem(msgspec.Struct, frozen=True, kw_only=True):
    """The agency has looked; with a reason it is a refusal."""

    item_id: UUID
    agency_id: UUID | None
    account_id: UUID | None
    reason: str | None
    expected_version: int
