"""Media as releases and uploads need them."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

import msgspec

from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.media import Medium


class MediumFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed about a stored medium."""

    id: UUID
    name: str
    type: str
    bytes: int
    sha256: str


class Developed(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it will be stored: read, cleaned of metadata, with a thumbnail if it is a picture."""

    type: str
    content: bytes
    width: int | None = None
    height: int | None = None
    thumbnail: bytes | None = None


class MediaShelf(Protocol):
    """The media of agencies, and which of them are public."""

    def add(self, medium: Medium) -> None:
        """A new medium, written at commit."""

    async def facts(self, agency_id: UUID, media_ids: Sequence[UUID]) -> Mapping[UUID, MediumFacts]:
        """Those of `media_ids` that the agency has."""

    async def expose(self, release_id: UUID, media_ids: Sequence[UUID]) -> None:
        """From now on exactly these are public on account of the release."""


class Darkroom(Protocol):
    """Decides what a file is and makes it fit to be stored."""

    async def develop(self, name: str, content: bytes) -> Developed:
        """Raises what is wrong with the file."""


class Objects(Protocol):
    """Where bytes lie, by their SHA-256."""

    async def put(self, content: bytes) -> str:
        """The name of the stored object; the same bytes are stored once."""


class MediaUnit(Unit, Protocol):
    """One transaction with what an upload needs."""

    @property
    def media(self) -> MediaShelf:
        """The agencies' media."""

    @property
    def darkroom(self) -> Darkroom:
        """Looks at files."""

    @property
    def objects(self) -> Objects:
        """Keeps bytes."""
