"""Logs of other provinces that `follow` keeps: nothing here is ours."""

from sqlalchemy import JSON, BigInteger, Column, DateTime, ForeignKey, LargeBinary, Table, Text

from services.distribution.adapters.orm.metadata import METADATA

followed_logs = Table(
    "followed_logs",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("keys", JSON, nullable=False),
    Column("followed_at", DateTime(timezone=True), nullable=False),
)

followed_entries = Table(
    "followed_entries",
    METADATA,
    Column("url", Text, ForeignKey("followed_logs.url"), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("edition", LargeBinary, nullable=False),
    Column("edition_signature", Text, nullable=False),
)
