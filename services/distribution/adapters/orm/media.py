"""Stored media, and which of them a public release shows."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid

from services.distribution.adapters.orm.metadata import METADATA

media = Table(
    "media",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("agency_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("thumbnail_sha256", Text),
    Column("uploaded_by", Uuid, nullable=False),
    Column("uploaded_at", DateTime(timezone=True), nullable=False),
    Index("ix_media_agency_id", "agency_id"),
)

public_media = Table(
    "public_media",
    METADATA,
    Column("media_id", Uuid, ForeignKey("media.id"), primary_key=True),
    Column("release_id", Uuid, ForeignKey("releases.id"), primary_key=True),
    Index("ix_public_media_release_id", "release_id"),
)
