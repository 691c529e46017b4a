"""A file of a question: received in parts, kept apart until it was checked, replaced or erased."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.questions.domain.attachment_errors import (
    AttachmentErased,
    AttachmentNotReplaceable,
    StaleAttachment,
)
from services.questions.domain.upload_errors import (
    FileTypeMismatch,
    FileTypeRefused,
    OffsetConflict,
    UploadExpired,
    UploadTooLong,
)

MOST_ON_A_SIDE = 20

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
}


class Side(StrEnum):
    """Whose file it is: the asker's, with the question, or the agency's, with the answer."""

    QUESTION = "question"
    ANSWER = "answer"


class AttachmentState(StrEnum):
    """Where a received file stands."""

    QUARANTINED = "quarantined"
    READY = "ready"
    REJECTED = "rejected"
    ERASED = "erased"


@dataclass(frozen=True)
class Part:
    """Bytes that were acknowledged: where they begin in the file, how many, the object that has them."""

    offset: int
    length: int
    name: str


@dataclass(frozen=True)
class Released:
    """An answer that an agency has released, and when; what it has withdrawn stays so."""

    agency_id: UUID
    answered_at: datetime
    withdrawn: bool = False


def check_type(name: str, kind: str) -> None:
    """Raises FileTypeRefused or FileTypeMismatch unless it is of a kind we take and fits the name."""
    if kind not in ENDINGS:
        raise FileTypeRefused(found=kind or "?")
    if name.rpartition(".")[2].casefold() not in ENDINGS[kind]:
        raise FileTypeMismatch(found=kind)


@dataclass(eq=False, kw_only=True)
class Upload:
    """A file on its way in; only the account that began it knows of it."""

    id: UUID
    question_id: UUID
    side: Side
    agency_id: UUID | None
    account_id: UUID
    name: str
    length: int
    received: int
    replaces_id: UUID | None
    created_at: datetime
    expires_at: datetime

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.received == self.length

    def must_be_alive(self, now: datetime) -> None:
        """Raises UploadExpired."""
        if not self.complete and self.expires_at <= now:
            raise UploadExpired

    def append(self, offset: int, length: int) -> None:
        """So many bytes more from `offset`; raises OffsetConflict or UploadTooLong."""
        if offset != self.received:
            raise OffsetConflict(received=self.received)
        if offset + length > self.length:
            raise UploadTooLong(length=self.length)
        self.received += length


@dataclass(eq=False, kw_only=True)
class Attachment:
    """The aggregate; `version` counts its events, `sha256` is known once the file was checked."""

    id: UUID
    question_id: UUID
    side: Side
    agency_id: UUID | None
    uploaded_by: UUID
    name: str
    type: str
    size: int
    sha256: str | None = None
    state: AttachmentState = AttachmentState.QUARANTINED
    scanned: bool = False
    found: str | None = None
    received_at: datetime
    checked_at: datetime | None = None
    replaces_id: UUID | None = None
    replaced_by_id: UUID | None = None
    erased_at: datetime | None = None
    erased_by: UUID | None = None
    erase_reason: str | None = None
    bytes_gone_at: datetime | None = None
    check_after: datetime
    version: int

    @classmethod
    def receive(cls, upload: Upload, kind: str, at: datetime) -> "Attachment":
        """All bytes are there; nobody gets them yet."""
        return cls(
            id=upload.id,
            question_id=upload.question_id,
            side=upload.side,
            agency_id=upload.agency_id,
            uploaded_by=upload.account_id,
            name=upload.name,
            type=kind,
            size=upload.length,
            received_at=at,
            replaces_id=upload.replaces_id,
            check_after=at,
            version=1,
        )

    @property
    def waits(self) -> bool:
        """Whether it has not been checked."""
        return self.state is AttachmentState.QUARANTINED

    def expect(self, version: int) -> None:
        """Raises StaleAttachment unless the caller has read this version."""
        if version != self.version:
            raise StaleAttachment

    def accept(self, sha256: str, at: datetime, *, scanned: bool) -> None:
        """Checked and found clean, or not scanned where scanning is off."""
        self.state, self.sha256, self.scanned, self.checked_at = AttachmentState.READY, sha256, scanned, at
        self.version += 1

    def reject(self, sha256: str, found: str, at: datetime) -> None:
        """The scanner has found something; the bytes go."""
        self.state, self.sha256, self.found = AttachmentState.REJECTED, sha256, found
        self.scanned, self.checked_at = True, at
        self.version += 1

    def must_be_replaceable(self) -> None:
        """Raises AttachmentNotReplaceable."""
        if self.state is not AttachmentState.READY or self.replaced_by_id is not None:
            raise AttachmentNotReplaceable

    def replace_with(self, other_id: UUID) -> bool:
        """Whether the other one takes its place: not if it was replaced or erased meanwhile."""
        if self.state is not AttachmentState.READY or self.replaced_by_id is not None:
            return False
        self.replaced_by_id = other_id
        self.version += 1
        return True

    def erase(self, by: UUID, reason: str, at: datetime) -> None:
        """The bytes go, the row stays with its hash; raises AttachmentErased when they are gone already."""
        if self.state is AttachmentState.ERASED:
            raise AttachmentErased
        self.state = AttachmentState.ERASED
        self.erased_at, self.erased_by, self.erase_reason = at, by, reason
        self.version += 1

    def released_with(self, answers: Sequence[Released]) -> bool:
        """Whether it was there when an answer went out: its agency's own, or any for the asker's files."""
        return any(
            self.received_at <= one.answered_at and self.agency_id in (None, one.agency_id) for one in answers
        )
