"""State agencies."""

from sqlalchemy import (
    ARRAY,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from services.identity.adapters.orm.tables.base import metadata

agency = Table(
    "agency",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_exact", Text, nullable=False),
    Column("name_sort", Text(collation="C"), nullable=False),
    Column("search", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("unit_code", Text),
    Column("parent_id", Uuid, ForeignKey("agency.id")),
    Column("fields", ARRAY(Text), nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_agency_order", "name_sort", "id"),
)
