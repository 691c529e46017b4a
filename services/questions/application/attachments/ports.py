"""What the use cases of attachments need from outside."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

import msgspec

from services.questions.application.case import Questions
from services.questions.application.ports import Outbox
from services.questions.domain.attachment_access import Releases
from services.questions.domain.attachments import Attachment, Part, Side, Upload


class Verdict(msgspec.Struct, frozen=True):
    """What a scanner says: the name of what it found, if anything; `scanned` is false where it is off."""

    found: str | None
    scanned: bool


class ScannerAway(Exception):
    """The scanner does not answer, or answers that it cannot; the file stays where it is."""


class Scanner(Protocol):
    """Looks for malware."""

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict:
        """Reads the file; raises ScannerAway."""


class StoreAway(Exception):
    """The bytes could not be stored; nothing was acknowledged."""


class Objects(Protocol):
    """Where bytes lie, by name."""

    async def put(self, name: str, content: bytes) -> None:
        """Stored when this returns; raises StoreAway."""

    def read(self, parts: Sequence[Part], start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes of a file from `start` up to `end`, exclusive, in pieces; raises StoreAway."""

    async def remove(self, names: Sequence[str]) -> None:
        """Removes these, as far as they are there; raises StoreAway."""

    async def prune(self, prefix: str, keep: frozenset[str] = frozenset()) -> None:
        """Removes what lies under the prefix, except for what is named."""


class Uploads(Protocol):
    """Files on their way in, and the parts of all files."""

    def add(self, upload: Upload) -> None:
        """A new upload, written at commit."""

    async def get(self, upload_id: UUID) -> Upload | None:
        """For change: others wait until this transaction ends."""

    def add_part(self, upload_id: UUID, part: Part) -> None:
        """Acknowledged with the commit."""

    async def parts(self, upload_id: UUID) -> Sequence[Part]:
        """In the order of the file."""

    async def remove(self, upload_id: UUID) -> None:
        """The row; with it the parts, unless they have become an attachment's."""

    async def expired(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Those whose time is over, locked; what another transaction holds is left to it."""


class Attachments(Protocol):
    """The aggregates."""

    def add(self, attachment: Attachment) -> None:
        """A new attachment, written at commit."""

    async def get(self, attachment_id: UUID) -> Attachment | None:
        """For change: others wait until this transaction ends."""

    async def count(self, question_id: UUID, side: Side, agency_id: UUID | None) -> int:
        """How many of the side there are, on the answer's of the agency; unfinished uploads included."""

    async def releases(self, question_id: UUID) -> Releases:
        """The answers released on the question."""

    async def claim_unchecked(self, now: datetime, lease: timedelta, limit: int) -> Sequence[UUID]:
        """Those to check now; nobody else gets them before the lease has run out."""

    async def postpone(self, attachment_id: UUID, until: datetime) -> None:
        """To be tried again then."""

    async def claim_leftovers(self, limit: int) -> Sequence[UUID]:
        """Rejected and erased ones whose bytes are still there, locked."""

    async def bytes_gone(self, attachment_id: UUID, at: datetime) -> None:
        """Nothing is stored of it any more."""


class AttachmentUnit(Protocol):
    """One transaction with what attachments need."""

    @property
    def uploads(self) -> Uploads:
        """Files on their way in."""

    @property
    def attachments(self) -> Attachments:
        """Files that were received."""

    @property
    def questions(self) -> Questions:
        """What they are attached to."""

    @property
    def outbox(self) -> Outbox:
        """Events to publish."""

    def now(self) -> datetime:
        """The province's clock."""

    async def __aenter__(self) -> Self:
        """Begins, or joins the transaction already begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        """Commits or rolls back."""


class UploadRules(msgspec.Struct, frozen=True):
    """What the installation allows."""

    max_bytes: int
    kept: timedelta
