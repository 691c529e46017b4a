"""People and their posts."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.domain.model import Role

account = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identifier_digest", LargeBinary, nullable=False, unique=True),
    Column("identifier_last4", Text, nullable=False),
    Column("identifier_cipher", LargeBinary),
    Column("full_name", Text),
    Column("created_at", INSTANT, nullable=False),
    Column("signed_in_at", INSTANT),
    Column("erased_at", INSTANT),
    Column("disabled_at", INSTANT),
    Column("version", Integer, nullable=False, server_default="1"),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("role", word(Role), nullable=False),
    Column("agency_id", Uuid, ForeignKey("agency.id")),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id")),
    Column("appointed_by", Uuid),
    Column("appointed_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    Column("version", Integer, nullable=False),
)
