"""The tables that the public answers site reads: they hold nothing that is not public (docs/adr/0033)."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, LargeBinary, Sequence, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import TSVECTOR

from services.questions.adapters.orm import metadata

CHANGES = Sequence("public_change", metadata=metadata)

public_queue = Table(
    "public_queue",
    metadata,
    Column("position", BigInteger, Identity(always=True), primary_key=True),
    Column("question_id", Uuid, nullable=False),
)
"""Questions that were published, or changed since; filled by a trigger, emptied by adapters/mirror.py."""

public_answers = Table(
    "public_answers",
    metadata,
    Column("question_id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("change", BigInteger, nullable=False, unique=True),
    Column("agency_id", Uuid, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn", DateTime(timezone=True)),
    Column("words", TSVECTOR, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Index("ix_public_answers_published_at", "published_at", "question_id"),
    Index("ix_public_answers_agency_id", "agency_id", "published_at", "question_id"),
    Index("ix_public_answers_words", "words", postgresql_using="gin"),
)
"""One row a question; `change` orders what the feed tells, and is drawn anew with each change."""
