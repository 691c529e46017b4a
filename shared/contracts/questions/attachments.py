"""Events of attachments; one version sequence for each. Neither name nor content of a file ever travels."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Count, Event, UtcTime

AttachedTo = Literal["question", "answer"]
"""The asker's file with the question, or the agency's with its answer."""


class AttachmentReceived(Event, frozen=True, kw_only=True, tag="questions.attachment.received.v1"):
    """All bytes have arrived; nobody can download them before they were checked."""

    __aggregate__: ClassVar[str] = "attachment_id"

    attachment_id: UUID
    question_id: UUID
    attached_to: AttachedTo
    media_type: str
    size: Count
    received_at: UtcTime


class AttachmentAccepted(Event, frozen=True, kw_only=True, tag="questions.attachment.accepted.v1"):
    """The file was checked and can be downloaded; `scanned` is false where no malware scanner is set up."""

    __aggregate__: ClassVar[str] = "attachment_id"

    attachment_id: UUID
    question_id: UUID
    attached_to: AttachedTo
    media_type: str
    size: Count
    sha256: str
    scanned: bool
    accepted_at: UtcTime


class AttachmentRejected(Event, frozen=True, kw_only=True, tag="questions.attachment.rejected.v1"):
    """The malware scanner has found something; the bytes are removed."""

    __aggregate__: ClassVar[str] = "attachment_id"

    attachment_id: UUID
    question_id: UUID
    attached_to: AttachedTo
    size: Count
    sha256: str
    rejected_at: UtcTime


class AttachmentReplaced(Event, frozen=True, kw_only=True, tag="questions.attachment.replaced.v1"):
    """Another attachment has taken its place; this one is kept with its hash."""

    __aggregate__: ClassVar[str] = "attachment_id"

    attachment_id: UUID
    question_id: UUID
    replaced_by_id: UUID
    replaced_at: UtcTime


class AttachmentErased(Event, frozen=True, kw_only=True, tag="questions.attachment.erased.v1"):
    """An editor has erased the bytes; who and why stays with the questions service."""

    __aggregate__: ClassVar[str] = "attachment_id"

    attachment_id: UUID
    question_id: UUID
    sha256: str | None
    erased_at: UtcTime
