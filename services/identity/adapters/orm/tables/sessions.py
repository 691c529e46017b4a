"""Sessions of people, each the family of its refresh tokens."""

from sqlalchemy import ARRAY, Column, ForeignKey, LargeBinary, Table, Text, Uuid

from services.identity.adapters.orm.tables.base import INSTANT, metadata

session = Table(
    "session",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("client_id", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("previous_hash", LargeBinary),
    Column("started_at", INSTANT, nullable=False),
    Column("rotated_at", INSTANT, nullable=False),
    Column("idle_until", INSTANT, nullable=False),
    Column("ends_at", INSTANT, nullable=False, index=True),
    Column("ended_at", INSTANT),
)
