"""Attachments that were received: listed, read, downloaded, erased."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, SkipValidation
from litestar.response import Stream

from services.questions.adapters.unit_of_work import QuestionsUnitOfWork
from services.questions.application.attachments import reading
from services.questions.application.attachments.commands import EraseAttachment
from services.questions.application.attachments.handlers import erase_attachment
from services.questions.application.attachments.views import AttachmentList, AttachmentView, attachment_view
from services.questions.domain import attachment_errors as refusals
from services.questions.domain import errors
from services.questions.domain.attachments import Attachment
from services.questions.entrypoints.attachment_parts import FileDoor, begun
from services.questions.entrypoints.controllers.callers import account_of, reader_of
from shared.web.auth import Principal, Role, public, requires
from shared.web.conditional import etag
from shared.web.idempotency import perform
from shared.web.problems import Problem, kind_of
from shared.web.ranges import Unsatisfiable, wanted

Uow = NamedDependency[SkipValidation[QuestionsUnitOfWork]]
Files = NamedDependency[SkipValidation[FileDoor]]
Now = NamedDependency[SkipValidation[datetime]]
Visitor = NamedDependency[SkipValidation[Principal | None]]

EDITORS = (
    Role.ioc_dispatcher,
    Role.department_officer,
    Role.reporter,
    Role.newsroom_admin,
    Role.focal_officer,
    Role.agency_head,
    Role.spokesperson,
)


class EraseRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why; kept for the file with who it was."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class AttachmentController(Controller):
    """Files of questions and answers, for those who may see what they belong to."""

    tags = ("attachments",)

    @get(
        "/questions/{question_id:uuid}/attachments",
        operation_id="ListAttachments",
        summary="The attachments of a question",
        guards=[public],
        opt={"errors": (errors.QuestionNotFound,)},
    )
    async def of_question(
        self, question_id: FromPath[UUID], visitor: Visitor, files: Files, now: Now
    ) -> AttachmentList:
        """Those the caller may see: an agency's files are drafts until its answer is released."""
        return await reading.list_attachments(question_id, reader_of(visitor), now, files.reads)

    @get(
        "/attachments/{attachment_id:uuid}",
        operation_id="ReadAttachment",
        summary="Read what is known of an attachment",
        guards=[public],
        opt={"errors": (refusals.AttachmentNotFound,)},
    )
    async def one(
        self, attachment_id: FromPath[UUID], visitor: Visitor, files: Files, now: Now
    ) -> Response[AttachmentView]:
        """With its state, its hash and its ETag."""
        view = await reading.read_attachment(attachment_id, reader_of(visitor), now, files.reads)
        return Response(view, headers={"etag": etag(view.version)})

    @get(
        "/attachments/{attachment_id:uuid}/content",
        operation_id="DownloadAttachment",
        summary="The bytes of an attachment, or a range of them",
        guards=[public],
        responses={
            200: ResponseSpec(bytes, media_type="application/octet-stream", description="All of it."),
            206: ResponseSpec(bytes, description="The range that was asked for."),
            304: ResponseSpec(None, description="Unchanged since the ETag in If-None-Match."),
        },
        opt={
            "errors": (
                refusals.AttachmentNotFound,
                refusals.AttachmentNotReady,
                refusals.AttachmentErased,
                refusals.AttachmentsOff,
                refusals.RangeNotSatisfiable,
            )
        },
    )
    async def content(
        self,
        request: Request[Any, Any, Any],
        attachment_id: FromPath[UUID],
        visitor: Visitor,
        files: Files,
        now: Now,
    ) -> Response[Any]:
        """Never before it was checked, and always to be saved, not shown; the ETag is the SHA-256."""
        view, parts = await reading.open_attachment(attachment_id, reader_of(visitor), now, files.reads)
        headers = _headers(view)
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(b"", status_code=304, headers=headers)
        span = _span(request, view.size, headers["etag"])
        start, end = span or (0, view.size)
        if span is not None:
            headers["content-range"] = f"bytes {start}-{end - 1}/{view.size}"
        headers["content-length"] = str(end - start)
        return Stream(
            await begun(files.objects().read(parts, start, end)),
            status_code=200 if span is None else 206,
            headers=headers,
            media_type=view.type,
        )

    @post(
        "/attachments/{attachment_id:uuid}/erasure",
        operation_id="EraseAttachment",
        summary="Erase the bytes of an attachment",
        status_code=200,
        guards=[requires(*EDITORS)],
        opt={
            "errors": (
                refusals.AttachmentNotFound,
                refusals.StaleAttachment,
                refusals.MayNotErase,
                refusals.AttachmentErased,
                errors.InvalidText,
                errors.EmptyText,
            )
        },
    )
    async def erase(
        self,
        request: Request[Any, Any, Any],
        attachment_id: FromPath[UUID],
        data: JSONBody[EraseRequest],
        principal: NamedDependency[Principal],
        expected_version: NamedDependency[int],
        uow: Uow,
    ) -> Response[AttachmentView]:
        """For good: the row stays with hash, editor and reason. After the answer by IOC or the department."""
        command = EraseAttachment(
            attachment_id=attachment_id,
            actor=reader_of(principal),
            account_id=account_of(principal),
            reason=data.reason,
            expected_version=expected_version,
        )
        return await perform(request, uow, erase_attachment, command, _erased, status=200)


def _erased(attachment: Attachment) -> AttachmentView:
    return attachment_view(attachment, locked=True)


def _headers(view: AttachmentView) -> dict[str, str]:
    return {
        "accept-ranges": "bytes",
        "etag": f'"{view.sha256}"',
        "content-disposition": f"attachment; filename*=UTF-8''{quote(view.name, safe='')}",
    }


def _span(request: Request[Any, Any, Any], length: int, tag: str) -> tuple[int, int] | None:
    asked = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    try:
        return wanted(asked, length)
    except Unsatisfiable as error:
        known = {"content-range": f"bytes */{length}"}
        raise Problem(kind_of(refusals.RangeNotSatisfiable), headers=known, length=length) from error
