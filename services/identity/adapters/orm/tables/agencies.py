"""State agencies: what each was, is and will be, and who follows it."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.identity.adapters.orm.tables.base import INSTANT, metadata

agency = Table(
    "agency",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ended_at", INSTANT),
    Column("succession_kind", Text),
    Column("succession_document", Text),
)

agency_state = Table(
    "agency_state",
    metadata,
    Column("agency_id", Uuid, ForeignKey("agency.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("since", INSTANT),
    Column("until", INSTANT),
    Column("code", Text, nullable=False),
    Column("old_codes", ARRAY(Text), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_exact", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("name_sort", Text(collation="C"), nullable=False),
    Column("search", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("unit_code", Text),
    Column("parent_id", Uuid, ForeignKey("agency.id")),
    Column("responsibilities", JSON, nullable=False),
    Column("working_hours", Text, nullable=False),
    Column("document_no", Text),
    Index("ix_agency_state_order", "name_sort", "agency_id"),
    Index("ix_agency_state_code", "code"),
    Index("ix_agency_state_name_folded", "name_folded"),
)

agency_successor = Table(
    "agency_successor",
    metadata,
    Column("agency_id", Uuid, ForeignKey("agency.id"), primary_key=True),
    Column("successor_id", Uuid, ForeignKey("agency.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("fields", ARRAY(Text), nullable=False),
)
