"""Accreditations."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    Uuid,
)

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.domain.model import CredentialType, ReporterStatus

reporter = Table(
    "reporter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, unique=True),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id"), nullable=False, index=True),
    Column("credential_type", word(CredentialType), nullable=False),
    Column("credential_number", Text, nullable=False),
    Column("credential_expires_on", Date, nullable=False),
    Column("status", word(ReporterStatus), nullable=False),
    Column("registered_at", INSTANT, nullable=False),
    Column("verified_at", INSTANT),
    Column("verified_by", Uuid),
    Column("suspended_at", INSTANT),
    Column("version", Integer, nullable=False),
)
