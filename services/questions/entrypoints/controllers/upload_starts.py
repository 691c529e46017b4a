"""The beginning of an upload, at a question or at the attachment that it replaces (tus 1.0, creation)."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.attachments.commands import StartUpload
from services.questions.application.attachments.handlers import start_upload
from services.questions.application.attachments.views import UploadView, upload_view
from services.questions.domain import attachment_errors as refusals
from services.questions.domain import errors, upload_errors
from services.questions.entrypoints import tus
from services.questions.entrypoints.attachment_parts import UPLOADS, FileDoor
from services.questions.entrypoints.controllers.callers import account_of, reader_of
from shared.ids import uuid7
from shared.web.auth import Principal, Role, requires
from shared.web.idempotency import perform

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Files = NamedDependency[SkipValidation[FileDoor]]
Now = NamedDependency[SkipValidation[datetime]]
Caller = NamedDependency[Principal]

SENDERS = (Role.reporter, Role.focal_officer, Role.agency_head, Role.spokesperson)
BEGUN = (
    upload_errors.TusVersionUnsupported,
    refusals.AttachmentsOff,
    upload_errors.MetadataInvalid,
    upload_errors.EmptyUpload,
    upload_errors.UploadTooLarge,
    refusals.NotYourSide,
    refusals.AttachmentsLocked,
    refusals.TooManyAttachments,
    errors.QuestionNotFound,
    errors.InvalidText,
    errors.EmptyText,
)


class UploadStartController(Controller):
    """Announces a file; its bytes are sent to the address in Location."""

    tags = ("attachments",)
    exception_handlers = {Exception: tus.respond}  # noqa: RUF012 - the framework's own way

    @post(
        "/questions/{question_id:uuid}/attachments",
        operation_id="StartUpload",
        summary="Begin the upload of an attachment",
        guards=[requires(*SENDERS)],
        opt={"errors": BEGUN},
    )
    async def start(
        self,
        request: Request[Any, Any, Any],
        question_id: FromPath[UUID],
        principal: Caller,
        files: Files,
        uow: Uow,
        length: tus.Length = None,
        resumable: tus.Resumable = None,
        metadata: tus.Metadata = None,
    ) -> Response[UploadView]:
        """The asker attaches to the question, people of the lead agency to the answer; go on at Location."""
        tus.check_version(resumable)
        command = _announced(principal, length, metadata, question_id=question_id)
        return await _begin(request, files, uow, command)

    @post(
        "/attachments/{attachment_id:uuid}/replacement",
        operation_id="ReplaceAttachment",
        summary="Begin the upload of what takes an attachment's place",
        guards=[requires(*SENDERS)],
        opt={"errors": (*BEGUN, refusals.AttachmentNotFound, refusals.AttachmentNotReplaceable)},
    )
    async def replace(
        self,
        request: Request[Any, Any, Any],
        attachment_id: FromPath[UUID],
        principal: Caller,
        files: Files,
        uow: Uow,
        length: tus.Length = None,
        resumable: tus.Resumable = None,
        metadata: tus.Metadata = None,
    ) -> Response[UploadView]:
        """The older one stays in use until the new one was checked, and is kept with its hash."""
        tus.check_version(resumable)
        command = _announced(principal, length, metadata, replaces_id=attachment_id)
        return await _begin(request, files, uow, command)


def _announced(
    principal: Principal,
    length: int | None,
    metadata: str | None,
    *,
    question_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> StartUpload:
    return StartUpload(
        upload_id=uuid7(),
        question_id=question_id,
        actor=reader_of(principal),
        account_id=account_of(principal),
        name=tus.filename(metadata),
        length=tus.number(length, "Upload-Length"),
        replaces_id=replaces_id,
    )


async def _begin(
    request: Request[Any, Any, Any], files: FileDoor, uow: QuestionsUnitOfWork, command: StartUpload
) -> Response[UploadView]:
    files.objects()
    handler = partial(start_upload, rules=files.rules)
    said = f"{command.length} {command.name}"
    return await perform(request, uow, handler, command, upload_view, headers=_created, said=said)


def _created(view: UploadView) -> Mapping[str, str]:
    return {
        **tus.spoken(),
        "location": f"{UPLOADS}{view.id}",
        "upload-expires": tus.expires(view.expires_at),
    }
