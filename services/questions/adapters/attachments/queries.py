"""Reads of attachments in statements of their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.questions.adapters.attachments.repository import (
    answers_to,
    attachments,
    parts_of,
    releases_of,
    uploads,
)
from services.questions.adapters.queries import SqlQueries
from services.questions.application.views import QuestionView
from services.questions.domain.attachment_access import Releases
from services.questions.domain.attachments import Attachment, Part, Upload
from shared.persistence.engine import Database


class SqlAttachmentReads:
    """Whoever asks; application/attachments/reading.py decides what he gets."""

    def __init__(self, database: Database, queries: SqlQueries) -> None:
        self._engine: AsyncEngine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._queries = queries

    async def question(self, question_id: UUID, now: datetime) -> QuestionView | None:
        """The question that they belong to."""
        found = await self._queries.question(question_id, now)
        return None if found is None else found.view

    async def upload(self, upload_id: UUID) -> Upload | None:
        """One upload."""
        rows = await self._all(select(uploads).where(uploads.c.id == upload_id))
        return Upload(**rows[0]) if rows else None

    async def attachment(self, attachment_id: UUID) -> Attachment | None:
        """One attachment."""
        rows = await self._all(select(attachments).where(attachments.c.id == attachment_id))
        return Attachment(**rows[0]) if rows else None

    async def of_question(self, question_id: UUID) -> Sequence[Attachment]:
        """All of a question, oldest first."""
        oldest = (attachments.c.received_at, attachments.c.id)
        wanted = select(attachments).where(attachments.c.question_id == question_id).order_by(*oldest)
        return [Attachment(**row) for row in await self._all(wanted)]

    async def releases(self, question_id: UUID) -> Releases:
        """The answers released on the question."""
        return releases_of(await self._all(answers_to(question_id)))

    async def parts(self, attachment_id: UUID) -> Sequence[Part]:
        """In the order of the file."""
        return [Part(**row) for row in await self._all(parts_of(attachment_id))]

    async def _all(self, statement: Select[Any]) -> list[dict[str, Any]]:
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(statement)).mappings()]
