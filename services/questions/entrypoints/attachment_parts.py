"""What the operations and the upkeep of attachments are made of, from the settings."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.di import Provide
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import SkipValidation

from services.questions.adapters.attachments.content import type_of
from services.questions.adapters.attachments.objects import PartStore
from services.questions.adapters.attachments.queries import SqlAttachmentReads
from services.questions.adapters.attachments.scanners import ClamAv, NoScanner
from services.questions.adapters.queries import SqlQueries
from services.questions.adapters.unit_of_work import Office, QuestionsUnitOfWork
from services.questions.application.attachments.ports import Scanner, StoreAway, UploadRules
from services.questions.application.attachments.receiving import Receiver
from services.questions.application.attachments.upkeep import (
    check_attachments,
    forget_uploads,
    remove_bytes,
)
from services.questions.domain.attachment_errors import AttachmentsOff
from services.questions.entrypoints.tus import CONTENT_TYPE
from services.questions.settings import Settings
from shared.messaging import Periodic
from shared.web.kinds import UNAVAILABLE
from shared.web.problems import Problem

UPLOADS = "/questions/v1/uploads/"
UPLOAD_BYTES = 1_000_000_000
"""The most that any installation may allow; ATTACHMENT_MAX_BYTES says what this one does."""
CHECK_SECONDS = 2.0
REMOVE_SECONDS = 5.0
FORGET_SECONDS = 60.0


class FileDoor(msgspec.Struct, frozen=True):
    """Rows, bytes and rules of attachments."""

    reads: SqlAttachmentReads
    rules: UploadRules
    store: PartStore | None
    new_uow: Callable[[], QuestionsUnitOfWork]

    def objects(self) -> PartStore:
        """Raises AttachmentsOff."""
        if self.store is None:
            raise AttachmentsOff
        return self.store

    def receiver(self, account_id: UUID) -> Receiver:
        """For one request; raises AttachmentsOff."""
        return Receiver(self.new_uow, self.objects(), type_of, account_id)


def file_dependencies(settings: Settings, office: Office) -> dict[str, Provide]:
    """Made once for each process."""
    reads = SqlAttachmentReads(office.database, SqlQueries(office.database, office.rulebook))
    rules = UploadRules(settings.attachment_max_bytes, timedelta(seconds=settings.upload_kept_seconds))
    known = FileDoor(reads, rules, _store(settings), office.unit)

    async def files() -> Annotated[FileDoor, SkipValidation]:
        return known

    return {"files": Provide(files)}


def file_upkeep(settings: Settings, office: Office) -> list[Periodic]:
    """Nothing, where nothing can be attached."""
    store = _store(settings)
    if store is None:
        return []
    checking = partial(check_attachments, office.unit, store, _scanner(settings))
    return [
        Periodic("attachment-check", CHECK_SECONDS, checking),
        Periodic("attachment-bytes", REMOVE_SECONDS, partial(remove_bytes, office.unit, store)),
        Periodic("upload-expiry", FORGET_SECONDS, partial(forget_uploads, office.unit, store)),
    ]


async def begun(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces once the first is at hand, so that a store that is away is told before a status is."""
    try:
        first = await anext(pieces, b"")
    except StoreAway as error:
        raise Problem(UNAVAILABLE, headers={"retry-after": "5"}) from error

    async def all_of_it() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    return all_of_it()


def _store(settings: Settings) -> PartStore | None:
    return None if settings.attachments_url is None else PartStore(settings.attachments_url)


def _scanner(settings: Settings) -> Scanner:
    if settings.clamav_address is None:
        return NoScanner()
    return ClamAv(settings.clamav_address, settings.clamav_seconds)


_BINARY = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))


@dataclass
class PartOperation(Operation):
    """The body is bytes of the file."""

    request_body: RequestBody | None = field(
        default_factory=lambda: RequestBody(content={CONTENT_TYPE: _BINARY}, required=True)
    )
