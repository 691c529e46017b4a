"""Media as releases need them."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

import msgspec


class MediumFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed about a stored medium."""

    id: UUID
    name: str
    type: str
    bytes: int
    sha256: str


class MediaShelf(Protocol):
    """The media of agencies, and which of them are public."""

    async def facts(self, agency_id: UUID, media_ids: Sequence[UUID]) -> Mapping[UUID, MediumFacts]:
        """Those of `media_ids` that the agency has."""

    async def expose(self, release_id: UUID, media_ids: Sequence[UUID]) -> None:
        """From now on exactly these are public on account of the release."""
