"""Who gets to read which attachment; the rule is domain/attachment_access.py."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.questions.application.attachments.views import AttachmentList, AttachmentView, attachment_view
from services.questions.application.views import QuestionView
from services.questions.domain.attachment_access import Releases, is_locked, is_own, may_see
from services.questions.domain.attachment_errors import (
    AttachmentErased,
    AttachmentNotFound,
    AttachmentNotReady,
)
from services.questions.domain.attachments import Attachment, AttachmentState, Part, Upload
from services.questions.domain.errors import QuestionNotFound
from services.questions.domain.upload_errors import UploadNotFound
from services.questions.domain.visibility import Reader, may_read


class AttachmentReads(Protocol):
    """Rows of attachments, and the question that they belong to."""

    async def question(self, question_id: UUID, now: datetime) -> QuestionView | None:
        """One question, whoever asks."""

    async def upload(self, upload_id: UUID) -> Upload | None:
        """One upload, whoever asks."""

    async def attachment(self, attachment_id: UUID) -> Attachment | None:
        """One attachment, whoever asks."""

    async def of_question(self, question_id: UUID) -> Sequence[Attachment]:
        """All of a question, oldest first."""

    async def releases(self, question_id: UUID) -> Releases:
        """The answers released on the question."""

    async def parts(self, attachment_id: UUID) -> Sequence[Part]:
        """In the order of the file."""


async def list_attachments(
    question_id: UUID, reader: Reader, now: datetime, reads: AttachmentReads
) -> AttachmentList:
    """Those that the reader may see; raises QuestionNotFound."""
    question = await reads.question(question_id, now)
    if question is None or not may_read(reader, question):
        raise QuestionNotFound
    releases = await reads.releases(question_id)
    found = [
        _view(each, question, reader, releases)
        for each in await reads.of_question(question_id)
        if may_see(reader, question, each, releases)
    ]
    return AttachmentList(items=found)


async def read_attachment(
    attachment_id: UUID, reader: Reader, now: datetime, reads: AttachmentReads
) -> AttachmentView:
    """One attachment; raises AttachmentNotFound."""
    attachment = await reads.attachment(attachment_id)
    question = None if attachment is None else await reads.question(attachment.question_id, now)
    if attachment is None or question is None:
        raise AttachmentNotFound
    releases = await reads.releases(question.id)
    if not may_see(reader, question, attachment, releases):
        raise AttachmentNotFound
    return _view(attachment, question, reader, releases)


async def open_attachment(
    attachment_id: UUID, reader: Reader, now: datetime, reads: AttachmentReads
) -> tuple[AttachmentView, Sequence[Part]]:
    """What to send; raises AttachmentNotFound, AttachmentErased or AttachmentNotReady."""
    view = await read_attachment(attachment_id, reader, now, reads)
    if view.state is AttachmentState.ERASED:
        raise AttachmentErased
    if view.state is not AttachmentState.READY:
        raise AttachmentNotReady(state=view.state.value)
    return view, await reads.parts(attachment_id)


async def read_upload(upload_id: UUID, account_id: UUID, now: datetime, reads: AttachmentReads) -> Upload:
    """The caller's own upload; raises UploadNotFound or UploadExpired."""
    upload = await reads.upload(upload_id)
    if upload is None or upload.account_id != account_id:
        raise UploadNotFound
    upload.must_be_alive(now)
    return upload


def _view(
    attachment: Attachment, question: QuestionView, reader: Reader, releases: Releases
) -> AttachmentView:
    inside = reader.oversees or is_own(reader, question, attachment)
    return attachment_view(attachment, locked=is_locked(question, attachment, releases), inside=inside)
