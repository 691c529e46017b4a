"""Resumable uploads by the tus protocol 1.0, once they have begun."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, head, patch, route
from litestar.di import NamedDependency
from litestar.exceptions import InternalServerException
from litestar.params import FromPath, SkipValidation

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.attachments.commands import EndUpload
from services.questions.application.attachments.handlers import end_upload
from services.questions.application.attachments.reading import read_upload
from services.questions.application.attachments.receiving import SenderGone
from services.questions.domain import attachment_errors as refusals
from services.questions.domain import upload_errors
from services.questions.domain.attachments import Upload
from services.questions.entrypoints import tus
from services.questions.entrypoints.attachment_parts import UPLOAD_BYTES, FileDoor, PartOperation
from services.questions.entrypoints.controllers.callers import account_of
from shared.web.auth import Principal, Role, public, requires

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Files = NamedDependency[SkipValidation[FileDoor]]
Now = NamedDependency[SkipValidation[datetime]]
Caller = NamedDependency[Principal]

SENDERS = (Role.reporter, Role.focal_officer, Role.agency_head, Role.spokesperson)
OURS = (upload_errors.UploadNotFound, upload_errors.UploadExpired, upload_errors.TusVersionUnsupported)


class UploadController(Controller):
    """What has been received, the bytes, and giving up."""

    tags = ("attachments",)
    exception_handlers = {Exception: tus.respond}  # noqa: RUF012 - the framework's own way

    @route("/uploads", http_method=["OPTIONS"], guards=[public], include_in_schema=False, status_code=204)
    async def options(self, files: Files) -> Response[None]:
        """What of the protocol is spoken here."""
        return Response(None, status_code=204, headers=dict(tus.offered(files.rules.max_bytes)))

    @head(
        "/uploads/{upload_id:uuid}",
        operation_id="ReadUpload",
        summary="How much has been received",
        guards=[requires(*SENDERS)],
        opt={"errors": OURS},
    )
    async def received(
        self,
        upload_id: FromPath[UUID],
        principal: Caller,
        files: Files,
        now: Now,
        resumable: tus.Resumable = None,
    ) -> Response[None]:
        """Upload-Offset is where to go on; what lies before it is not lost."""
        tus.check_version(resumable)
        upload = await read_upload(upload_id, account_of(principal), now, files.reads)
        headers = {**_where(upload, upload.received), "Upload-Length": str(upload.length)}
        return Response(None, headers=headers)

    @patch(
        "/uploads/{upload_id:uuid}",
        operation_id="AppendToUpload",
        summary="Send bytes",
        status_code=204,
        guards=[requires(*SENDERS)],
        request_max_body_size=UPLOAD_BYTES,
        operation_class=PartOperation,
        opt={
            "errors": (
                *OURS,
                refusals.AttachmentsOff,
                upload_errors.UploadTypeUnsupported,
                upload_errors.OffsetConflict,
                upload_errors.UploadTooLong,
                upload_errors.ChecksumUnsupported,
                upload_errors.ChecksumMismatch,
                upload_errors.FileTypeRefused,
                upload_errors.FileTypeMismatch,
                refusals.AttachmentsLocked,
            )
        },
    )
    async def append(
        self,
        request: Request[Any, Any, Any],
        upload_id: FromPath[UUID],
        principal: Caller,
        files: Files,
        now: Now,
        offset: tus.Offset = None,
        resumable: tus.Resumable = None,
        given_sum: tus.Sum = None,
    ) -> Response[None]:
        """With the last byte the type is looked at and the file goes into quarantine."""
        tus.check_version(resumable)
        tus.check_type(request)
        upload = await read_upload(upload_id, account_of(principal), now, files.reads)
        begins = tus.number(offset, "Upload-Offset")
        receiver = files.receiver(account_of(principal))
        reached = await receiver.receive(upload, begins, _bytes_of(request), tus.checksum(given_sum))
        return Response(None, status_code=204, headers=_where(upload, reached))

    @delete(
        "/uploads/{upload_id:uuid}",
        operation_id="EndUpload",
        summary="Give an upload up",
        guards=[requires(*SENDERS)],
        opt={"errors": OURS},
    )
    async def end(
        self, upload_id: FromPath[UUID], principal: Caller, uow: Uow, resumable: tus.Resumable = None
    ) -> Response[None]:
        """What had been received is removed."""
        tus.check_version(resumable)
        await end_upload(EndUpload(upload_id=upload_id, account_id=account_of(principal)), uow)
        return Response(None, status_code=204, headers=tus.spoken())


def _where(upload: Upload, offset: int) -> dict[str, str]:
    expiry = {} if upload.complete else {"Upload-Expires": tus.expires(upload.expires_at)}
    return {**tus.spoken(), "Upload-Offset": str(offset), **expiry}


async def _bytes_of(request: Request[Any, Any, Any]) -> AsyncIterator[bytes]:
    """The body as it comes; raises SenderGone when the connection breaks."""
    try:
        async for chunk in request.stream():
            yield chunk
    except InternalServerException as error:
        raise SenderGone from error
