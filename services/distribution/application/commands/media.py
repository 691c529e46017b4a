"""What can be done with media."""

from uuid import UUID

import msgspec

from services.distribution.domain.visibility import Reader


class UploadMedium(msgspec.Struct, frozen=True, kw_only=True):
    """A file for releases of the actor's agency; nobody sees it until one of them is public."""

    media_id: UUID
    actor: Reader
    name: str
    content: bytes
