"""What identity has told about agencies and their spokespersons."""

from sqlalchemy import Column, DateTime, Index, Integer, Table, Text, Uuid, text

from services.distribution.adapters.orm.metadata import METADATA

agencies = Table(
    "agencies",
    METADATA,
    Column("agency_id", Uuid, primary_key=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

spokespersons = Table(
    "spokespersons",
    METADATA,
    Column("spokesperson_id", Uuid, primary_key=True),
    Column("account_id", Uuid),
    Column("agency_id", Uuid),
    Column("full_name", Text),
    Column("position", Text),
    *(Column(name, DateTime(timezone=True)) for name in ("valid_from", "valid_to", "revoked_at")),
    Column("assigned_version", Integer, nullable=False, server_default=text("0")),
    Column("revoked_version", Integer, nullable=False, server_default=text("0")),
    Index("ix_spokespersons_account_id", "account_id", "agency_id"),
)
