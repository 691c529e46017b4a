"""Tables of what receivers are told: endpoints, a queue for each, messages, the ledger of deliveries."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from services.distribution.adapters.orm.metadata import METADATA, one_of
from services.distribution.domain.model.deliveries import Channel, DeliveryStatus
from services.distribution.domain.model.endpoints import EndpointStatus

_NOW = func.now()


def _instant(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


delivery_queues = Table(
    "delivery_queues",
    METADATA,
    Column("endpoint_id", Uuid, primary_key=True),
    Column("channel", one_of(Channel), nullable=False),
    Column("press_agency_id", Uuid),
    Column("topics", ARRAY(Text), nullable=False),
    Column("active", Boolean, nullable=False),
    _instant("due_at"),
    _instant("leased_until"),
    Column("lease", Uuid),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Index(
        "ix_delivery_queues_due_at",
        "channel",
        "due_at",
        postgresql_where=text("active AND due_at IS NOT NULL"),
    ),
)
"""One for each endpoint: whoever holds its lease sends to it, and nobody else; `due_at` is real time.

Without topics it is an e-mail address that is not confirmed yet.
"""

webhook_endpoints = Table(
    "webhook_endpoints",
    METADATA,
    Column("id", Uuid, ForeignKey("delivery_queues.endpoint_id"), primary_key=True),
    Column("press_agency_id", Uuid),
    Column("client_id", Text),
    Column("url", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("status", one_of(EndpointStatus), nullable=False),
    Column("sealed_secret", LargeBinary, nullable=False),
    Column("former_secret", LargeBinary),
    _instant("former_until"),
    _instant("created_at", nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("(press_agency_id IS NULL) <> (client_id IS NULL)", name="receiver"),
    Index("ix_webhook_endpoints_press_agency_id", "press_agency_id"),
    Index("ix_webhook_endpoints_client_id", "client_id"),
    Index(
        "uq_webhook_endpoints_url",
        text("coalesce(press_agency_id::text, client_id)"),
        "url",
        unique=True,
        postgresql_where=text("status <> 'removed'"),
    ),
)

delivery_messages = Table(
    "delivery_messages",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("version", Integer),
    Column("release_id", Uuid),
    Column("headline", Text),
    _instant("occurred_at", nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("told", Boolean, nullable=False),
    Index("ix_delivery_messages_subject_id", "subject_id", "version"),
)
"""`id` is that of the event; a message that is not `told` waits for one before it."""

deliveries = Table(
    "deliveries",
    METADATA,
    Column("id", Uuid, primary_key=True, server_default=func.gen_random_uuid()),
    Column("position", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("endpoint_id", Uuid, ForeignKey("delivery_queues.endpoint_id"), nullable=False),
    Column("message_id", Uuid, ForeignKey("delivery_messages.id"), nullable=False),
    Column("status", one_of(DeliveryStatus), nullable=False, server_default=text("'pending'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("last_status", Integer),
    Column("last_error", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=_NOW),
    _instant("last_attempt_at"),
    _instant("next_attempt_at"),
    _instant("delivered_at"),
    Index("uq_deliveries_endpoint_id_message_id", "endpoint_id", "message_id", unique=True),
    Index("ix_deliveries_endpoint_id_position", "endpoint_id", "position"),
    Index(
        "ix_deliveries_pending",
        "endpoint_id",
        "position",
        postgresql_where=text("status = 'pending'"),
    ),
)
"""The ledger; its times are real ones. `position` is the order of each endpoint's queue."""

email_addresses = Table(
    "email_addresses",
    METADATA,
    Column("id", Uuid, ForeignKey("delivery_queues.endpoint_id"), primary_key=True),
    Column("press_agency_id", Uuid, nullable=False),
    Column("address", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("status", Text, nullable=False),
    Column("token_hash", Text),
    _instant("created_at", nullable=False),
    _instant("expires_at", nullable=False),
    _instant("confirmed_at"),
    Column("version", Integer, nullable=False),
    Index(
        "uq_email_addresses_address",
        "press_agency_id",
        "address",
        unique=True,
        postgresql_where=text("status <> 'removed'"),
    ),
    Index("uq_email_addresses_token_hash", "token_hash", unique=True),
)
"""`token_hash`: SHA-256 of what the confirmation link holds; nothing else is sent before it is used."""
