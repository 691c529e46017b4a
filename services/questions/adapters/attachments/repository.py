"""Uploads and attachments: changed ones through the ORM, new rows as gathered inserts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, exists, func, select, update
from sqlalchemy.orm import registry

from services.questions.adapters.orm import answers, metadata, question_acts, questions
from services.questions.domain.attachment_access import Releases
from services.questions.domain.attachments import (
    Attachment,
    AttachmentState,
    Part,
    Released,
    Side,
    Upload,
)
from services.questions.domain.workflow import Act
from shared.persistence.unit_of_work import SqlUnitOfWork

uploads = metadata.tables["uploads"]
attachments = metadata.tables["attachments"]
parts = metadata.tables["file_parts"]


class StoredUpload(Upload):
    """An upload as it is loaded and changed."""


class StoredAttachment(Attachment):
    """An attachment as it is loaded and changed."""


_mapped = registry(metadata=metadata)
_mapped.map_imperatively(StoredUpload, uploads)
_mapped.map_imperatively(StoredAttachment, attachments)

_PUBLISHES = (Act.PUBLISH.value, Act.END_EXCLUSIVITY.value)
_UPLOAD, _ATTACHMENT = tuple(uploads.c.keys()), tuple(attachments.c.keys())
_CLAIM = """
WITH due AS (
    SELECT id FROM attachments WHERE state = 'quarantined' AND check_after <= $1
    ORDER BY check_after LIMIT $3
    FOR UPDATE SKIP LOCKED
)
UPDATE attachments SET check_after = $2 FROM due WHERE attachments.id = due.id RETURNING attachments.id
"""


def parts_of(file_id: UUID) -> Select[tuple[int, int, str]]:
    """The parts of a file in their order."""
    wanted = select(parts.c.offset, parts.c.length, parts.c.name)
    return wanted.where(parts.c.file_id == file_id).order_by(parts.c.offset)


def answers_to(question_id: UUID) -> Select[Any]:
    """Which agency has answered, when, and what was withdrawn; beside it when the published one was given."""
    wanted = select(
        answers.c.agency_id, answers.c.answered_at, _withdrawn(), questions.c.published_answered_at
    )
    return wanted.join(questions, questions.c.id == answers.c.question_id).where(
        answers.c.question_id == question_id
    )


def _withdrawn() -> ColumnElement[bool]:
    """Whether something was withdrawn after the answer's round had last become public."""
    acts, back = question_acts.alias(), question_acts.alias()
    of_round = (acts.c.question_id == answers.c.question_id) & (acts.c.round == answers.c.round)
    public = select(func.max(acts.c.position)).where(of_round, acts.c.act.in_(_PUBLISHES))
    after = back.c.position > public.correlate(answers).scalar_subquery()
    taken_back = (back.c.question_id == answers.c.question_id) & (back.c.act == Act.WITHDRAW_ANSWER.value)
    return exists().where(taken_back, after).label("withdrawn")


def releases_of(rows: Sequence[Mapping[str, Any]]) -> Releases:
    """The rows of answers_to."""
    given = tuple(Released(row["agency_id"], row["answered_at"], row["withdrawn"]) for row in rows)
    return Releases(given, rows[0]["published_answered_at"] if rows else None)


class SqlUploads:
    """`get` locks the row, so that of two requests for one upload the second sees what the first has done."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, upload: Upload) -> None:
        """A new upload."""
        self._uow.insert(uploads, **{name: getattr(upload, name) for name in _UPLOAD})

    async def get(self, upload_id: UUID) -> Upload | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(StoredUpload, upload_id, with_for_update=True)

    def add_part(self, upload_id: UUID, part: Part) -> None:
        """Acknowledged with the commit."""
        self._uow.insert(parts, file_id=upload_id, offset=part.offset, length=part.length, name=part.name)

    async def parts(self, upload_id: UUID) -> Sequence[Part]:
        """In the order of the file."""
        return [Part(**row._mapping) for row in await self._uow.session.execute(parts_of(upload_id))]

    async def remove(self, upload_id: UUID) -> None:
        """The row; with it the parts, unless they have become an attachment's."""
        session = self._uow.session
        kept = select(attachments.c.id).where(attachments.c.id == upload_id).exists()
        await session.execute(delete(parts).where(parts.c.file_id == upload_id, ~kept))
        await session.execute(delete(uploads).where(uploads.c.id == upload_id))

    async def expired(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Those whose time is over, locked."""
        due = select(uploads).where(uploads.c.expires_at <= now).order_by(uploads.c.expires_at).limit(limit)
        rows = await self._uow.session.execute(due.with_for_update(skip_locked=True))
        return [Upload(**row._mapping) for row in rows]


class SqlAttachments:
    """The aggregates, and what is due with them."""

    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, attachment: Attachment) -> None:
        """A new attachment."""
        self._uow.insert(attachments, **{name: getattr(attachment, name) for name in _ATTACHMENT})

    async def get(self, attachment_id: UUID) -> Attachment | None:
        """For change, locked until the transaction ends."""
        return await self._uow.session.get(StoredAttachment, attachment_id, with_for_update=True)

    async def count(self, question_id: UUID, side: Side, agency_id: UUID | None) -> int:
        """Files of the side that take a place, and uploads that will; another agency's are not its own."""
        gone = (AttachmentState.REJECTED, AttachmentState.ERASED)
        stored = select(func.count()).where(
            attachments.c.question_id == question_id,
            attachments.c.side == side,
            attachments.c.agency_id.is_not_distinct_from(agency_id),
            attachments.c.state.not_in(gone),
        )
        coming = select(func.count()).where(
            uploads.c.question_id == question_id,
            uploads.c.side == side,
            uploads.c.agency_id.is_not_distinct_from(agency_id),
            uploads.c.received < uploads.c.length,
            uploads.c.expires_at > self._uow.now(),
        )
        total = select(stored.scalar_subquery() + coming.scalar_subquery())
        return int((await self._uow.session.execute(total)).scalar_one())

    async def releases(self, question_id: UUID) -> Releases:
        """The answers released on the question."""
        rows = await self._uow.session.execute(answers_to(question_id))
        return releases_of([dict(row._mapping) for row in rows])

    async def claim_unchecked(self, now: datetime, lease: timedelta, limit: int) -> Sequence[UUID]:
        """Those to check now, by the partial index; rows that another transaction holds are left to it."""
        connection = await self._uow.session.connection()
        rows = await connection.exec_driver_sql(_CLAIM, (now, now + lease, limit))
        return [row[0] for row in rows]

    async def postpone(self, attachment_id: UUID, until: datetime) -> None:
        """To be tried again then."""
        later = update(attachments).where(attachments.c.id == attachment_id).values(check_after=until)
        await self._uow.session.execute(later)

    async def claim_leftovers(self, limit: int) -> Sequence[UUID]:
        """Rejected and erased ones whose bytes are still there, locked."""
        gone = (AttachmentState.REJECTED, AttachmentState.ERASED)
        due = select(attachments.c.id).where(
            attachments.c.state.in_(gone), attachments.c.bytes_gone_at.is_(None)
        )
        rows = await self._uow.session.execute(due.limit(limit).with_for_update(skip_locked=True))
        return list(rows.scalars())

    async def bytes_gone(self, attachment_id: UUID, at: datetime) -> None:
        """Nothing is stored of it any more."""
        session = self._uow.session
        await session.execute(delete(parts).where(parts.c.file_id == attachment_id))
        gone = update(attachments).where(attachments.c.id == attachment_id).values(bytes_gone_at=at)
        await session.execute(gone)
