"""The table of published items."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from services.distribution.adapters.orm.metadata import METADATA, one_of
from services.distribution.domain.model.items import Item, ItemStatus

items = Table(
    "published_items",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("release_id", Uuid, ForeignKey("releases.id"), nullable=False),
    Column("agency_id", Uuid, nullable=False),
    Column("press_agency_id", Uuid, nullable=False),
    Column("declared_by", Uuid, nullable=False),
    Column("url", Text, nullable=False),
    Column("url_key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
    Column("declared_at", DateTime(timezone=True), nullable=False),
    Column("status", one_of(ItemStatus), nullable=False),
    Column("reason", Text),
    Column("decided_by", Uuid),
    Column("decided_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False),
    Index("uq_published_items_url_key", "url_key", unique=True, postgresql_where=text("status <> 'refused'")),
    Index("ix_published_items_release_id", "release_id", "declared_at", "id"),
    Index("ix_published_items_agency_id", "agency_id", "declared_at", "id"),
    Index("ix_published_items_press_agency_id", "press_agency_id", "declared_at", "id"),
)

registry(metadata=METADATA).map_imperatively(Item, items)
