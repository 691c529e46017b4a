"""Tables of uploads, of attachments and of the parts that both are made of."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from services.questions.domain.attachments import AttachmentState, Side


def attachment_tables(metadata: MetaData) -> None:
    """Declares them on the service's metadata; the repository maps the aggregates."""
    _uploads(metadata)
    _attachments(metadata)
    Table(
        "file_parts",
        metadata,
        Column("file_id", Uuid, primary_key=True),
        Column("offset", BigInteger, primary_key=True, autoincrement=False),
        Column("length", Integer, nullable=False),
        Column("name", Text, nullable=False),
    )


def _uploads(metadata: MetaData) -> None:
    Table(
        "uploads",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False),
        Column("side", _text_of(Side), nullable=False),
        Column("agency_id", Uuid),
        Column("account_id", Uuid, nullable=False),
        Column("name", Text, nullable=False),
        *(Column(name, BigInteger, nullable=False) for name in ("length", "received")),
        Column("replaces_id", Uuid),
        *(Column(name, DateTime(timezone=True), nullable=False) for name in ("created_at", "expires_at")),
        Index("ix_uploads_question_id", "question_id"),
        Index("ix_uploads_expires_at", "expires_at"),
    )


def _attachments(metadata: MetaData) -> None:
    Table(
        "attachments",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False),
        Column("side", _text_of(Side), nullable=False),
        Column("agency_id", Uuid),
        Column("uploaded_by", Uuid, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("name", "type")),
        Column("size", BigInteger, nullable=False),
        Column("sha256", Text),
        Column("state", _text_of(AttachmentState), nullable=False),
        Column("scanned", Boolean, nullable=False),
        Column("found", Text),
        Column("received_at", DateTime(timezone=True), nullable=False),
        Column("checked_at", DateTime(timezone=True)),
        *(Column(name, Uuid) for name in ("replaces_id", "replaced_by_id")),
        Column("erased_at", DateTime(timezone=True)),
        Column("erased_by", Uuid),
        Column("erase_reason", Text),
        Column("bytes_gone_at", DateTime(timezone=True)),
        Column("check_after", DateTime(timezone=True), nullable=False),
        Column("version", Integer, nullable=False),
        Index("ix_attachments_question_id", "question_id", "received_at", "id"),
        Index("ix_attachments_to_check", "check_after", postgresql_where=text("state = 'quarantined'")),
        Index(
            "ix_attachments_to_empty",
            "id",
            postgresql_where=text("state IN ('rejected', 'erased') AND bytes_gone_at IS NULL"),
        ),
    )


def _text_of(values: type[Side] | type[AttachmentState]) -> Enum:
    return Enum(
        values, native_enum=False, length=40, values_callable=lambda kind: [each.value for each in kind]
    )
