"""What somebody learns who wants to know whether a text is official."""

from uuid import UUID

import msgspec

from services.distribution.application.documents import EditionDocument
from services.distribution.domain.model.workflow import Publication


class VerificationView(msgspec.Struct, frozen=True, kw_only=True):
    """`valid` is computed when asked; `given_is_edition` says which edition has the hash that was given.

    `document` is null when the stored bytes are damaged beyond reading.
    """

    release_id: UUID
    code: str
    publication: Publication
    valid: bool
    edition: int
    latest_edition: int
    content_hash: str
    signature: str
    key_id: str | None
    given_hash: str | None
    given_is_edition: int | None
    document: EditionDocument | None
