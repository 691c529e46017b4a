"""Machines, and attempts to get in."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.identity.adapters.orm.tables.base import INSTANT, metadata

client = Table(
    "client",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret_hash", LargeBinary),
    Column("previous_secret_hash", LargeBinary),
    Column("previous_secret_until", INSTANT),
    Column("keys", JSONB, nullable=False, server_default="[]"),
    Column("grant_types", ARRAY(Text), nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("audiences", ARRAY(Text), nullable=False),
    Column("tokens_per_minute", Integer),
    Column("requests_per_minute", Integer),
    Column("press_event_id", Uuid),
    Column("gate", Text),
    Column("agency_id", Uuid),
    Column("registered_at", INSTANT, nullable=False, server_default=func.now()),
    Column("expires_at", INSTANT),
    Column("disabled_at", INSTANT),
    Column("version", Integer, nullable=False, server_default="1"),
)

client_minute = Table(
    "client_minute",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("minute", BigInteger, nullable=False),
    Column("tokens", Integer, nullable=False),
)

client_assertion = Table(
    "client_assertion",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("jti_hash", LargeBinary, primary_key=True),
    Column("expires_at", INSTANT, nullable=False, index=True),
)

device_code = Table(
    "device_code",
    metadata,
    Column("id", Text, primary_key=True),
    Column("secret_hash", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("press_event_id", Uuid),
    Column("gate", Text),
    Column("agency_id", Uuid),
    Column("made_by", Uuid),
    Column("expires_at", INSTANT, nullable=False, index=True),
    Column("failures", Integer, nullable=False),
    Column("used_at", INSTANT),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("state_hash", LargeBinary, primary_key=True),
    Column("browser_hash", LargeBinary, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("next_path", Text, nullable=False),
    Column("started_at", INSTANT, nullable=False, index=True),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("failed_at", INSTANT, nullable=False, index=True),
    Index("ix_sign_in_failure_key_failed_at", "key", "failed_at"),
)
