"""Who may speak."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    Uuid,
)

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.domain.model import SpokespersonKind

spokesperson = Table(
    "spokesperson",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("agency_id", Uuid, ForeignKey("agency.id"), nullable=False, index=True),
    Column("kind", word(SpokespersonKind), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("phone", Text),
    Column("official_email", Text),
    Column("decision_no", Text),
    Column("valid_from", INSTANT, nullable=False),
    Column("valid_to", INSTANT),
    Column("assigned_at", INSTANT, nullable=False),
    Column("revoked_at", INSTANT),
    Column("version", Integer, nullable=False),
)
