"""The events of an attachment, from its state."""

from datetime import datetime
from uuid import UUID

from services.questions.domain.attachments import Attachment
from shared.contracts.questions.attachments import (
    AttachmentAccepted,
    AttachmentErased,
    AttachmentReceived,
    AttachmentRejected,
    AttachmentReplaced,
)


def received(attachment: Attachment) -> AttachmentReceived:
    """In quarantine."""
    return AttachmentReceived(
        aggregate_version=attachment.version,
        attachment_id=attachment.id,
        question_id=attachment.question_id,
        attached_to=attachment.side.value,
        media_type=attachment.type,
        size=attachment.size,
        received_at=attachment.received_at,
    )


def accepted(attachment: Attachment, sha256: str, at: datetime) -> AttachmentAccepted:
    """Out of quarantine."""
    return AttachmentAccepted(
        aggregate_version=attachment.version,
        attachment_id=attachment.id,
        question_id=attachment.question_id,
        attached_to=attachment.side.value,
        media_type=attachment.type,
        size=attachment.size,
        sha256=sha256,
        scanned=attachment.scanned,
        accepted_at=at,
    )


def rejected(attachment: Attachment, sha256: str, at: datetime) -> AttachmentRejected:
    """What was found is not told."""
    return AttachmentRejected(
        aggregate_version=attachment.version,
        attachment_id=attachment.id,
        question_id=attachment.question_id,
        attached_to=attachment.side.value,
        size=attachment.size,
        sha256=sha256,
        rejected_at=at,
    )


def replaced(attachment: Attachment, by: UUID, at: datetime) -> AttachmentReplaced:
    """About the older one."""
    return AttachmentReplaced(
        aggregate_version=attachment.version,
        attachment_id=attachment.id,
        question_id=attachment.question_id,
        replaced_by_id=by,
        replaced_at=at,
    )


def erased(attachment: Attachment, at: datetime) -> AttachmentErased:
    """Neither editor nor reason travels."""
    return AttachmentErased(
        aggregate_version=attachment.version,
        attachment_id=attachment.id,
        question_id=attachment.question_id,
        sha256=attachment.sha256,
        erased_at=at,
    )
