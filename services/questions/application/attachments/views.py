"""What a reader gets of an attachment."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.questions.domain.attachments import Attachment, AttachmentState, Side, Upload


class AttachmentView(msgspec.Struct, frozen=True, kw_only=True):
    """An attachment; `version` is its ETag, `content` where the bytes are once its state is `ready`.

    Who uploaded and who erased it, and what a scanner found, is for its own side and for those who oversee.
    """

    id: UUID
    question_id: UUID
    attached_to: Side
    name: str
    type: str
    size: int
    sha256: str | None
    state: AttachmentState
    scanned: bool
    locked: bool
    received_at: datetime
    checked_at: datetime | None
    replaces_id: UUID | None
    replaced_by_id: UUID | None
    uploaded_by: UUID | None
    found: str | None
    erased_at: datetime | None
    erased_by: UUID | None
    erase_reason: str | None
    content: str | None
    version: int


class AttachmentList(msgspec.Struct, frozen=True, kw_only=True):
    """The attachments of one question, oldest first; there are few, so there are no pages."""

    items: list[AttachmentView]


class UploadView(msgspec.Struct, frozen=True, kw_only=True):
    """An upload that has begun; the attachment will have its id."""

    id: UUID
    question_id: UUID
    attached_to: Side
    name: str
    length: int
    expires_at: datetime


def attachment_view(attachment: Attachment, *, locked: bool, inside: bool = True) -> AttachmentView:
    """The attachment as its own side sees it, or as others do."""
    ready = attachment.state is AttachmentState.READY
    return AttachmentView(
        id=attachment.id,
        question_id=attachment.question_id,
        attached_to=attachment.side,
        name=attachment.name,
        type=attachment.type,
        size=attachment.size,
        sha256=attachment.sha256,
        state=attachment.state,
        scanned=attachment.scanned,
        locked=locked,
        received_at=attachment.received_at,
        checked_at=attachment.checked_at,
        replaces_id=attachment.replaces_id if inside else None,
        replaced_by_id=attachment.replaced_by_id,
        uploaded_by=attachment.uploaded_by if inside else None,
        found=attachment.found if inside else None,
        erased_at=attachment.erased_at,
        erased_by=attachment.erased_by if inside else None,
        erase_reason=attachment.erase_reason if inside else None,
        content=f"/questions/v1/attachments/{attachment.id}/content" if ready else None,
        version=attachment.version,
    )


def upload_view(upload: Upload) -> UploadView:
    """What has been announced."""
    return UploadView(
        id=upload.id,
        question_id=upload.question_id,
        attached_to=upload.side,
        name=upload.name,
        length=upload.length,
        expires_at=upload.expires_at,
    )
