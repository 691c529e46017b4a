"""Uploads and erasure; each command is one transaction, state and events together."""

from uuid import UUID

from services.questions.application.attachments import happened
from services.questions.application.attachments.commands import (
    AppendParts,
    EndUpload,
    EraseAttachment,
    StartUpload,
)
from services.questions.application.attachments.ports import AttachmentUnit, UploadRules
from services.questions.application.texts import file_name, paragraph
from services.questions.domain.attachment_access import (
    Releases,
    is_locked,
    is_own,
    may_erase,
    may_see,
    side_of,
)
from services.questions.domain.attachment_errors import (
    AttachmentNotFound,
    AttachmentsLocked,
    MayNotErase,
    NotYourSide,
    TooManyAttachments,
)
from services.questions.domain.attachments import MOST_ON_A_SIDE, Attachment, Side, Upload
from services.questions.domain.errors import QuestionNotFound
from services.questions.domain.model import Question, Status
from services.questions.domain.upload_errors import EmptyUpload, UploadNotFound, UploadTooLarge
from services.questions.domain.visibility import Reader, may_read


async def start_upload(command: StartUpload, uow: AttachmentUnit, rules: UploadRules) -> Upload:
    """Refused before a byte is sent: too large, not on this question, not any more."""
    name = file_name("filename", command.name)
    if command.length < 1:
        raise EmptyUpload(field="Upload-Length")
    if command.length > rules.max_bytes:
        raise UploadTooLarge(limit=rules.max_bytes)
    now = uow.now()
    async with uow:
        question_id = command.question_id or await _of_replaced(command, uow)
        question = await _readable(question_id, command.actor, uow)
        side, agency_id = await _place(question, command, uow)
        upload = Upload(
            id=command.upload_id,
            question_id=question.id,
            side=side,
            agency_id=agency_id,
            account_id=command.account_id,
            name=name,
            length=command.length,
            received=0,
            replaces_id=command.replaces_id,
            created_at=now,
            expires_at=now + rules.kept,
        )
        uow.uploads.add(upload)
    return upload


async def append_parts(command: AppendParts, uow: AttachmentUnit) -> Upload:
    """What is stored is acknowledged; with the last part the file goes into quarantine."""
    now = uow.now()
    async with uow:
        upload = await _own_upload(command.upload_id, command.account_id, uow)
        upload.must_be_alive(now)
        for part in command.parts:
            upload.append(part.offset, part.length)
            uow.uploads.add_part(upload.id, part)
        if upload.complete and command.kind is not None:
            question = await uow.questions.get(upload.question_id)
            if question is None or question.status is Status.CLOSED:
                raise AttachmentsLocked
            attachment = Attachment.receive(upload, command.kind, now)
            uow.attachments.add(attachment)
            uow.outbox.add(happened.received(attachment))
    return upload


async def end_upload(command: EndUpload, uow: AttachmentUnit) -> None:
    """What was received is removed by the upkeep, with what expires."""
    async with uow:
        upload = await _own_upload(command.upload_id, command.account_id, uow)
        upload.must_be_alive(uow.now())
        if upload.complete:
            raise UploadNotFound
        upload.expires_at = uow.now()


async def erase_attachment(command: EraseAttachment, uow: AttachmentUnit) -> Attachment:
    """By an editor with a reason; the row stays, the upkeep removes the bytes."""
    reason = paragraph("reason", command.reason)
    async with uow:
        attachment = await uow.attachments.get(command.attachment_id)
        if attachment is None:
            raise AttachmentNotFound
        question, releases = await _context(attachment, command.actor, uow)
        own = is_own(command.actor, question, attachment)
        if not may_erase(command.actor, own=own, locked=is_locked(question, attachment, releases)):
            raise MayNotErase
        attachment.expect(command.expected_version)
        attachment.erase(command.account_id, reason, uow.now())
        uow.outbox.add(happened.erased(attachment, uow.now()))
    return attachment


async def _of_replaced(command: StartUpload, uow: AttachmentUnit) -> UUID:
    attachment = None if command.replaces_id is None else await uow.attachments.get(command.replaces_id)
    if attachment is None:
        raise AttachmentNotFound
    question, releases = await _context(attachment, command.actor, uow)
    if not is_own(command.actor, question, attachment):
        raise NotYourSide
    if is_locked(question, attachment, releases):
        raise AttachmentsLocked
    attachment.must_be_replaceable()
    return attachment.question_id


async def _place(question: Question, command: StartUpload, uow: AttachmentUnit) -> tuple[Side, UUID | None]:
    found = side_of(command.actor, question)
    if found is None:
        raise NotYourSide
    if question.status is Status.CLOSED:
        raise AttachmentsLocked
    if await uow.attachments.count(question.id, *found) >= MOST_ON_A_SIDE:
        raise TooManyAttachments(limit=MOST_ON_A_SIDE)
    return found


async def _context(attachment: Attachment, actor: Reader, uow: AttachmentUnit) -> tuple[Question, Releases]:
    question = await uow.questions.get(attachment.question_id)
    releases = await uow.attachments.releases(attachment.question_id)
    if question is None or not may_see(actor, question, attachment, releases):
        raise AttachmentNotFound
    return question, releases


async def _readable(question_id: UUID, actor: Reader, uow: AttachmentUnit) -> Question:
    question = await uow.questions.get(question_id)
    if question is None or not may_read(actor, question):
        raise QuestionNotFound
    return question


async def _own_upload(upload_id: UUID, account_id: UUID, uow: AttachmentUnit) -> Upload:
    upload = await uow.uploads.get(upload_id)
    if upload is None or upload.account_id != account_id:
        raise UploadNotFound
    return upload
