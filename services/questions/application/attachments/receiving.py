"""The body of one PATCH: bytes are stored in pieces and acknowledged piece by piece, so little is lost."""

import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.questions.application.attachments.commands import AppendParts, EndUpload
from services.questions.application.attachments.handlers import append_parts, end_upload
from services.questions.application.attachments.ports import AttachmentUnit, Objects, StoreAway
from services.questions.domain.attachments import Part, Upload, check_type
from services.questions.domain.errors import DomainError
from services.questions.domain.upload_errors import (
    ChecksumMismatch,
    FileTypeMismatch,
    FileTypeRefused,
    OffsetConflict,
    UploadTooLong,
)
from shared.ids import uuid7

PIECE = 4_000_000
"""Bytes in memory for each upload, and in one object."""
HEAD = 8192
"""As many bytes as decide on the type."""
ALGORITHMS: Mapping[str, Callable[[], Any]] = {
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "sha256": hashlib.sha256,
    "md5": lambda: hashlib.md5(usedforsecurity=False),
}

logger = logging.getLogger(__name__)


class SenderGone(Exception):
    """The connection broke; what had come is stored."""


class Checksum(msgspec.Struct, frozen=True):
    """What the sender says that the bytes of this request give."""

    algorithm: str
    digest: bytes


class Receiver:
    """Takes the bytes of one request for one upload."""

    def __init__(
        self,
        new_uow: Callable[[], AttachmentUnit],
        objects: Objects,
        type_of: Callable[[bytes], str],
        account_id: UUID,
    ) -> None:
        self._new_uow, self._objects, self._type_of = new_uow, objects, type_of
        self._account_id = account_id

    async def receive(
        self, upload: Upload, offset: int, content: AsyncIterator[bytes], checksum: Checksum | None
    ) -> int:
        """The new offset. With a checksum all of the request counts or nothing does.

        Raises OffsetConflict, UploadTooLong, ChecksumMismatch, FileTypeRefused, FileTypeMismatch, SenderGone,
        and what append_parts raises.
        """
        if offset != upload.received:
            raise OffsetConflict(received=upload.received)
        digest = None if checksum is None else ALGORITHMS[checksum.algorithm]()
        waiting: list[Part] = []
        try:
            async for piece in _pieces(content, resumable=checksum is None):
                offset += await self._store(upload, offset, piece, waiting)
                if digest is None:
                    await self._acknowledge(upload, waiting)
                else:
                    digest.update(piece)
            if digest is not None and checksum is not None:
                if digest.digest() != checksum.digest:
                    raise ChecksumMismatch
                await self._acknowledge(upload, waiting)
        except (DomainError, SenderGone, StoreAway):
            await self._discard(waiting)
            raise
        return offset

    async def _store(self, upload: Upload, offset: int, piece: bytes, waiting: list[Part]) -> int:
        """The bytes stored; their part waits to be acknowledged."""
        if offset + len(piece) > upload.length:
            raise UploadTooLong(length=upload.length)
        if offset == 0 and len(piece) >= HEAD:
            await self._checked(upload, piece[:HEAD])
        part = Part(offset, len(piece), f"{upload.id}/{uuid7()}")
        waiting.append(part)
        await self._objects.put(part.name, piece)
        return len(piece)

    async def _discard(self, waiting: Sequence[Part]) -> None:
        """What was refused takes no room; the upload may be gone, and nothing else would remove it."""
        try:
            await self._objects.remove([part.name for part in waiting])
        except StoreAway as error:
            logger.warning("parts that nobody acknowledged stay: %s", error)

    async def _acknowledge(self, upload: Upload, waiting: list[Part]) -> None:
        parts = tuple(waiting)
        ends = bool(parts) and parts[-1].offset + parts[-1].length == upload.length
        command = AppendParts(
            upload_id=upload.id,
            account_id=self._account_id,
            parts=parts,
            kind=await self._kind(upload, parts) if ends else None,
        )
        await append_parts(command, self._new_uow())
        waiting.clear()

    async def _kind(self, upload: Upload, last: tuple[Part, ...]) -> str:
        async with self._new_uow() as uow:
            parts = [*await uow.uploads.parts(upload.id), *last]
        head = b"".join([piece async for piece in self._objects.read(parts, 0, min(HEAD, upload.length))])
        return await self._checked(upload, head)

    async def _checked(self, upload: Upload, head: bytes) -> str:
        """What the first bytes say; a file that is refused ends its upload."""
        kind = self._type_of(head)
        try:
            check_type(upload.name, kind)
        except (FileTypeRefused, FileTypeMismatch):
            await end_upload(EndUpload(upload_id=upload.id, account_id=self._account_id), self._new_uow())
            raise
        return kind


async def _pieces(content: AsyncIterator[bytes], *, resumable: bool) -> AsyncIterator[bytes]:
    """The content in pieces; when the sender goes, also what was left, if that helps anybody."""
    waiting = bytearray()
    gone: SenderGone | None = None
    try:
        async for chunk in content:
            waiting += chunk
            while len(waiting) >= PIECE:
                yield bytes(waiting[:PIECE])
                del waiting[:PIECE]
    except SenderGone as error:
        gone = error
    if waiting and (gone is None or resumable):
        yield bytes(waiting)
    if gone is not None:
        raise gone
