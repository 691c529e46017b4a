"""What a reader of media gets."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.distribution.domain.model.media import Medium


class MediumView(msgspec.Struct, frozen=True, kw_only=True):
    """A stored medium; its bytes are at `/distribution/v1/media/{id}`."""

    id: UUID
    name: str
    type: str
    bytes: int
    sha256: str
    width: int | None
    height: int | None
    thumbnail: bool
    uploaded_at: datetime


def medium_view(medium: Medium) -> MediumView:
    """A medium as its agency sees it."""
    return MediumView(
        id=medium.id,
        name=medium.name,
        type=medium.type,
        bytes=medium.bytes,
        sha256=medium.sha256,
        width=medium.width,
        height=medium.height,
        thumbnail=medium.thumbnail_sha256 is not None,
        uploaded_at=medium.uploaded_at,
    )
