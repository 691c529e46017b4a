"""Press agencies."""

from sqlalchemy import (
    ARRAY,
    Column,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)

from services.identity.adapters.orm.tables.base import INSTANT, metadata

press_agency = Table(
    "press_agency",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_exact", Text, nullable=False),
    Column("name_sort", Text(collation="C"), nullable=False),
    Column("search", Text, nullable=False, unique=True),
    Column("types", ARRAY(Text), nullable=False),
    Column("kind", Text, nullable=False),
    Column("registered_at", INSTANT, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_press_agency_order", "name_sort", "id"),
)
