"""What the use cases of releases need from outside; adapters implement it, tests in memory."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from services.distribution.application.documents import EditionDocument, LogAction
from services.distribution.application.ports.media import MediaShelf
from services.distribution.application.ports.unit import Unit
from services.distribution.domain.model.edition import Speaker
from services.distribution.domain.model.release import Release


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """A document in canonical form (RFC 8785), its SHA-256 in hex, and a detached JWS."""

    content: bytes
    content_hash: str
    signature: str


class LogFact(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be entered into the log; the log adds its place."""

    at: datetime
    action: LogAction
    release_id: UUID
    code: str
    agency_id: UUID
    edition: int
    content_hash: str


class Releases(Protocol):
    """The aggregates."""

    async def next_number(self) -> int:
        """A number for a code; never given twice."""

    async def add(self, release: Release) -> None:
        """A new release."""

    async def get(self, release_id: UUID) -> Release | None:
        """For change: others wait until this transaction ends."""

    async def next_due(self, now: datetime, but: Collection[UUID]) -> Release | None:
        """For change, one whose instant has come and that nobody else holds; none of `but`."""

    async def index(self, release: Release) -> None:
        """Its agency finds the text being worked on by its words."""


class Editions(Protocol):
    """What has been published; nothing here ever changes."""

    async def add(self, document: EditionDocument, sealed: Sealed) -> None:
        """An edition, which everybody finds by its words from now on."""

    async def last(self, release_id: UUID) -> "StoredEdition | None":
        """The newest edition."""


class StoredEdition(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as it was sealed."""

    document: EditionDocument
    content_hash: str
    signature: str


class ReleaseLog(Protocol):
    """The append-only log."""

    async def append(self, fact: LogFact) -> int:
        """The `seq` of the new entry; whoever appends waits for whoever has not committed yet."""


class Directory(Protocol):
    """What identity has told, in whatever order; a later version never gives way to an earlier one."""

    async def knows_agency(self, agency_id: UUID, at: datetime) -> bool:
        """Whether the agency is there at the instant."""

    async def speaker(
        self, account_id: UUID, agency_id: UUID, release_id: UUID, at: datetime
    ) -> Speaker | None:
        """The person behind the account, if they may speak for the agency on the release."""


class Seals(Protocol):
    """The province's signature."""

    def seal(self, document: Mapping[str, Any]) -> Sealed:
        """The document in its canonical form, hashed and signed."""


class Cleaner(Protocol):
    """Makes HTML harmless."""

    def clean(self, html: str) -> str:
        """Sanitised HTML; raises ActiveContent, or EmptyText when there is nothing to read in it."""


class ReleaseUnit(Unit, Protocol):
    """One transaction with the repositories of releases."""

    @property
    def releases(self) -> Releases:
        """The aggregates."""

    @property
    def editions(self) -> Editions:
        """What was published."""

    @property
    def release_log(self) -> ReleaseLog:
        """The log."""

    @property
    def directory(self) -> Directory:
        """Identity's facts."""

    @property
    def media(self) -> MediaShelf:
        """The agencies' media."""

    @property
    def seals(self) -> Seals:
        """The province's signature."""

    @property
    def cleaner(self) -> Cleaner:
        """Makes HTML harmless."""
