"""Accreditations, the decisions about them, and the look-ups that prove them."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, Uuid

from services.identity.adapters.orm.tables.base import INSTANT, metadata, word
from services.identity.adapters.orm.tables.json import Valued, Words
from services.identity.domain.model import (
    Credential,
    CredentialType,
    DisabledFor,
    IdentityOutcome,
    ReporterCategory,
    ReporterStatus,
    VerifiedHow,
)

reporter = Table(
    "reporter",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False, unique=True),
    Column("press_agency_id", Uuid, ForeignKey("press_agency.id"), nullable=False, index=True),
    Column("credential_type", word(CredentialType), nullable=False),
    Column("credential_number", Text, nullable=False),
    Column("credential_expires_on", Date, nullable=False),
    Column("credential_issued_on", Date),
    Column("credential_valid_from", Date),
    Column("credential_issuer", Text),
    Column("credential_scope", Text),
    Column("status", word(ReporterStatus), nullable=False),
    Column("registered_at", INSTANT, nullable=False),
    Column("verified_at", INSTANT),
    Column("verified_by", Uuid),
    Column("suspended_at", INSTANT),
    Column("version", Integer, nullable=False),
    Column("category", word(ReporterCategory), nullable=False),
    Column("home_organisation", Text),
    Column("verified_how", word(VerifiedHow)),
    Column("approved_at", INSTANT),
    Column("approved_by", Uuid),
    Column("disabled_for", Words(DisabledFor), nullable=False),
    Column("vouched_until", Date),
    Column("warned_of_credential", Date),
    Column("warned_of_vouching", Date),
    Column("probation_until", Date),
    Column("renewal", Valued(Credential)),
    Column("appealed_at", INSTANT),
    Column("decided_by", Uuid),
    Index("ix_reporter_credential_expires_on", "credential_expires_on"),
    Index("ix_reporter_vouched_until", "vouched_until"),
)

reporter_act = Table(
    "reporter_act",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reporter_id", Uuid, ForeignKey("reporter.id"), nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("reason", Text),
    Column("actor_id", Uuid),
    Column("acted_at", INSTANT, nullable=False),
)

identity_check = Table(
    "identity_check",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reporter_id", Uuid, ForeignKey("reporter.id"), nullable=False, index=True),
    Column("account_id", Uuid, ForeignKey("account.id"), nullable=False),
    Column("officer_code", Text, nullable=False),
    Column("requested_by", Uuid, nullable=False),
    Column("requested_at", INSTANT, nullable=False),
    Column("birth_cipher", LargeBinary),
    Column("outcome", word(IdentityOutcome), nullable=False),
    Column("answered_at", INSTANT),
    Column("attempts", Integer, nullable=False),
    Column("due_at", INSTANT, nullable=False),
    Index("ix_identity_check_due_at", "due_at", postgresql_where="answered_at IS NULL"),
)
