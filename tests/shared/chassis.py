"""A small service for the tests of the chassis: two tables, one mapped class, one event."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import JSON, Column, DateTime, ForeignKey, String, Table, Uuid
from sqlalchemy.orm import registry

from shared.contracts.questions import QuestionAccepted
from shared.ids import uuid7
from shared.persistence import metadata_for

NOON = datetime(2026, 8, 17, 5, tzinfo=UTC)

metadata = metadata_for("questions")
note = Table(
    "note",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", String(20), nullable=False),
    Column("labels", JSON),
    Column("seen_at", DateTime(timezone=True)),
)
remark = Table(
    "remark",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("note_id", Uuid, ForeignKey("note.id"), nullable=False),
)


@dataclass(eq=False)
class Note:
    """An aggregate, as the ORM maps it."""

    id: UUID
    title: str
    labels: object = None
    seen_at: datetime | None = None


mapper = registry(metadata=metadata)
mapper.map_imperatively(Note, note)


def accepted(version: int = 1, question_id: UUID | None = None) -> QuestionAccepted:
    """An event to be sent."""
    return QuestionAccepted(
        question_id=question_id or uuid7(), agency_id=uuid7(), accepted_at=NOON, aggregate_version=version
    )
