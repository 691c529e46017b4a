"""What protects people: the audit log, their requests, their consents."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, Uuid, text

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.domain.model import RequestKind, RequestStatus
from shared.persistence.audit import audit_tables

audit = audit_tables(metadata)

data_request = Table(
    "data_request",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("kind", word(RequestKind), nullable=False),
    Column("statement", Text),
    Column("received_at", INSTANT, nullable=False),
    Column("due_at", INSTANT, nullable=False),
    Column("status", word(RequestStatus), nullable=False),
    Column("decided_at", INSTANT),
    Column("decided_by", Uuid),
    Column("reason", Text),
    Column("breached_at", INSTANT),
    Column("version", Integer, nullable=False),
    Index("ix_data_request_waiting", "due_at", postgresql_where=text("status = 'open'")),
)

consent = Table(
    "consent",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("given_at", INSTANT, nullable=False),
    Column("withdrawn_at", INSTANT),
    Index(
        "uq_consent_given",
        "account_id",
        "purpose",
        unique=True,
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)
