"""What the worker does with files: checks them, removes bytes that must go, forgets unfinished uploads."""

import hashlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.questions.application.attachments import happened
from services.questions.application.attachments.ports import (
    AttachmentUnit,
    Objects,
    Scanner,
    ScannerAway,
    StoreAway,
    Verdict,
)
from services.questions.domain.attachments import Attachment

LEASE = timedelta(minutes=10)
"""How long what a killed worker was checking waits for another."""
AGAIN = timedelta(seconds=30)
"""When a file is tried again after the scanner or the store was away."""
BATCH = 20
logger = logging.getLogger(__name__)

NewUnit = Callable[[], AttachmentUnit]


async def check_attachments(new_uow: NewUnit, objects: Objects, scanner: Scanner) -> int:
    """Each received file is scanned once; the number that left quarantine."""
    checked = 0
    while True:
        async with new_uow() as uow:
            claimed = await uow.attachments.claim_unchecked(uow.now(), LEASE, 1)
        if not claimed:
            return checked
        checked += await _check(claimed[0], new_uow, objects, scanner)


async def _check(attachment_id: UUID, new_uow: NewUnit, objects: Objects, scanner: Scanner) -> bool:
    async with new_uow() as uow:
        parts = await uow.uploads.parts(attachment_id)
    digest = hashlib.sha256()
    content = _hashed(objects.read(parts, 0, sum(part.length for part in parts)), digest)
    try:
        verdict = await scanner.scan(content)
        async for _ in content:
            pass
    except (ScannerAway, StoreAway) as error:
        logger.warning("attachment %s stays in quarantine: %s", attachment_id, error)
        async with new_uow() as uow:
            await uow.attachments.postpone(attachment_id, uow.now() + AGAIN)
        return False
    await objects.prune(f"{attachment_id}/", keep=frozenset(part.name for part in parts))
    await _decide(attachment_id, digest.hexdigest(), verdict, new_uow())
    return True


async def _hashed(content: AsyncIterator[bytes], digest: Any) -> AsyncIterator[bytes]:
    async for piece in content:
        digest.update(piece)
        yield piece


async def _decide(attachment_id: UUID, sha256: str, verdict: Verdict, uow: AttachmentUnit) -> None:
    now = uow.now()
    async with uow:
        attachment = await uow.attachments.get(attachment_id)
        if attachment is None or not attachment.waits:
            return
        if verdict.found is not None:
            attachment.reject(sha256, verdict.found, now)
            uow.outbox.add(happened.rejected(attachment, sha256, now))
            return
        attachment.accept(sha256, now, scanned=verdict.scanned)
        uow.outbox.add(happened.accepted(attachment, sha256, now))
        await _take_place(attachment, uow)


async def _take_place(attachment: Attachment, uow: AttachmentUnit) -> None:
    """What an answer was released with meanwhile keeps its place: the press was given it."""
    if attachment.replaces_id is None:
        return
    older = await uow.attachments.get(attachment.replaces_id)
    if older is None or older.released_with((await uow.attachments.releases(older.question_id)).answers):
        return
    if older.replace_with(attachment.id):
        uow.outbox.add(happened.replaced(older, attachment.id, uow.now()))


async def remove_bytes(new_uow: NewUnit, objects: Objects) -> None:
    """Of rejected and erased files; the objects first, so that a kill in between only repeats it."""
    while True:
        async with new_uow() as uow:
            leftovers = await uow.attachments.claim_leftovers(BATCH)
            for attachment_id in leftovers:
                await objects.prune(f"{attachment_id}/")
                await uow.attachments.bytes_gone(attachment_id, uow.now())
        if len(leftovers) < BATCH:
            return


async def forget_uploads(new_uow: NewUnit, objects: Objects) -> None:
    """Unfinished uploads that expired, with their bytes; of finished ones the row only."""
    while True:
        async with new_uow() as uow:
            expired = await uow.uploads.expired(uow.now(), BATCH)
            for upload in expired:
                if not upload.complete:
                    await objects.prune(f"{upload.id}/")
                await uow.uploads.remove(upload.id)
        if len(expired) < BATCH:
            return
