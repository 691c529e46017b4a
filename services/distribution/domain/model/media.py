"""A stored file of an agency: a picture or a document that releases may show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Variant(StrEnum):
    """Which of the stored objects of a medium."""

    ORIGINAL = "original"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, kw_only=True)
class Medium:
    """`sha256` is of the bytes as stored, which are not the bytes as uploaded when it is a picture."""

    id: UUID
    agency_id: UUID
    name: str
    type: str
    bytes: int
    sha256: str
    width: int | None
    height: int | None
    thumbnail_sha256: str | None
    uploaded_by: UUID
    uploaded_at: datetime
