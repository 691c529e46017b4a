"""The tables of identity."""

from enum import StrEnum

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from services.identity.domain.model import CredentialType, ReporterStatus, Role, SpokespersonKind
from shared.persistence import metadata_for

metadata = metadata_for("identity")
_INSTANT = DateTime(timezone=True)


def _word(kind: type[StrEnum]) -> Enum:
    """Stored as its value in a text column, so that a new member needs no migration."""
    return Enum(
        kind, native_enum=False, length=None, values_callable=lambda members: [m.value for m in members]
    )


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
    Column("registered_at", _INSTANT, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_press_agency_order", "name_sort", "id"),
)

account = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identifier_digest", LargeBinary, nullable=False, unique=True),
    Column("identifier_last4", Text, nullable=False),
    Column("full_name", Text),
    Column("created_at", _INSTANT, nullable=False),
    Column("signed_in_at", _INSTANT),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("role", _word(Role), nullable=False),
    Column("agency_id", Uuid, ForeignKey("agency.id")),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id")),
    Column("appointed_by", Uuid),
    Column("appointed_at", _INSTANT, nullable=False),
    Column("ended_at", _INSTANT),
    Column("version", Integer, nullable=False),
)

reporter = Table(
    "reporter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, unique=True),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id"), nullable=False, index=True),
    Column("credential_type", _word(CredentialType), nullable=False),
    Column("credential_number", Text, nullable=False),
    Column("credential_expires_on", Date, nullable=False),
    Column("status", _word(ReporterStatus), nullable=False),
    Column("registered_at", _INSTANT, nullable=False),
    Column("verified_at", _INSTANT),
    Column("verified_by", Uuid),
    Column("suspended_at", _INSTANT),
    Column("version", Integer, nullable=False),
)

spokesperson = Table(
    "spokesperson",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, index=True),
    Column("agency_id", Uuid, ForeignKey("agency.id"), nullable=False, index=True),
    Column("kind", _word(SpokespersonKind), nullable=False),
    Column("full_name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("phone", Text),
    Column("official_email", Text),
    Column("decision_no", Text),
    Column("valid_from", _INSTANT, nullable=False),
    Column("valid_to", _INSTANT),
    Column("assigned_at", _INSTANT, nullable=False),
    Column("revoked_at", _INSTANT),
    Column("version", Integer, nullable=False),
)

client = Table(
    "client",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("grant_types", ARRAY(Text), nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("audiences", ARRAY(Text), nullable=False),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("state_hash", LargeBinary, primary_key=True),
    Column("browser_hash", LargeBinary, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("next_path", Text, nullable=False),
    Column("started_at", _INSTANT, nullable=False, index=True),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("failed_at", _INSTANT, nullable=False, index=True),
    Index("ix_sign_in_failure_key_failed_at", "key", "failed_at"),
)
