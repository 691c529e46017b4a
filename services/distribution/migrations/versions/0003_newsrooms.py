"""What reaches newsrooms: endpoints, queues, the ledger of deliveries, takes, read marks, published items."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ITEM_IDS = ("id", "release_id", "agency_id", "press_agency_id", "declared_by")
OF_A_RELEASE = (("version", sa.Integer), ("release_id", sa.Uuid), ("headline", sa.Text))
INSTANT = sa.DateTime(timezone=True)
NEVER_SCALED = """
ALTER TABLE delivery_queues SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 2000)
"""


def upgrade() -> None:
    for create in (queues, webhooks, emails, ledger, takes, marks, items):
        create()


def queues() -> None:
    op.create_table(
        "delivery_queues",
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("press_agency_id", sa.Uuid),
        sa.Column("topics", ARRAY(sa.Text), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("leased_until", INSTANT),
        sa.Column("lease", sa.Uuid),
        sa.Column("failures", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("endpoint_id", name="pk_delivery_queues"),
    )
    op.create_index(
        "ix_delivery_queues_due_at",
        "delivery_queues",
        ["channel", "due_at"],
        postgresql_where=sa.text("active AND due_at IS NOT NULL"),
    )
    op.execute(NEVER_SCALED)


def webhooks() -> None:
    op.create_table(
        "webhook_endpoints",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("press_agency_id", sa.Uuid),
        sa.Column("client_id", sa.Text),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("topics", ARRAY(sa.Text), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_endpoints"),
        sa.ForeignKeyConstraint(["id"], ["delivery_queues.endpoint_id"], name="fk_webhook_endpoints_id"),
        sa.CheckConstraint(
            "(press_agency_id IS NULL) <> (client_id IS NULL)", name="ck_webhook_endpoints_receiver"
        ),
    )
    for name in ("press_agency_id", "client_id"):
        op.create_index(f"ix_webhook_endpoints_{name}", "webhook_endpoints", [name])
    op.create_index(
        "uq_webhook_endpoints_url",
        "webhook_endpoints",
        [sa.text("coalesce(press_agency_id::text, client_id)"), "url"],
        unique=True,
        postgresql_where=sa.text("status <> 'removed'"),
    )


def emails() -> None:
    op.create_table(
        "email_addresses",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("press_agency_id", sa.Uuid, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("topics", ARRAY(sa.Text), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("token_hash", sa.Text),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_email_addresses"),
        sa.ForeignKeyConstraint(["id"], ["delivery_queues.endpoint_id"], name="fk_email_addresses_id"),
    )
    key, kept = ["press_agency_id", "address"], sa.text("status <> 'removed'")
    op.create_index("uq_email_addresses_address", "email_addresses", key, unique=True, postgresql_where=kept)
    op.create_index("uq_email_addresses_token_hash", "email_addresses", ["token_hash"], unique=True)


def ledger() -> None:
    op.create_table(
        "delivery_messages",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Uuid, nullable=False),
        *(sa.Column(name, kind) for name, kind in OF_A_RELEASE),
        sa.Column("occurred_at", INSTANT, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_messages"),
    )
    op.create_index("ix_delivery_messages_subject_id", "delivery_messages", ["subject_id", "version"])
    create_deliveries()


def create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid, nullable=False, server_default=sa.func.gen_random_uuid()),
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("message_id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(40), nullable=False, server_default=sa.text("'pending'")),
        sa.Column("attempts", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("last_status", sa.Integer),
        sa.Column("last_error", sa.Text),
        sa.Column("created_at", INSTANT, nullable=False, server_default=sa.func.now()),
        *(sa.Column(name, INSTANT) for name in ("last_attempt_at", "next_attempt_at", "delivered_at")),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("position", name="uq_deliveries_position"),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["delivery_queues.endpoint_id"], name="fk_deliveries_endpoint_id"
        ),
        sa.ForeignKeyConstraint(["message_id"], ["delivery_messages.id"], name="fk_deliveries_message_id"),
    )
    key = ["endpoint_id", "message_id"]
    op.create_index("uq_deliveries_endpoint_id_message_id", "deliveries", key, unique=True)
    place, pending = ["endpoint_id", "position"], sa.text("status = 'pending'")
    op.create_index("ix_deliveries_endpoint_id_position", "deliveries", place)
    op.create_index("ix_deliveries_pending", "deliveries", place, postgresql_where=pending)


def takes() -> None:
    op.create_table(
        "takes",
        sa.Column("id", sa.Uuid, nullable=False),
        *(
            sa.Column(f"{name}_id", sa.Uuid, nullable=False)
            for name in ("release", "press_agency", "account")
        ),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takes"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_takes_release_id"),
    )
    once = ["account_id", "release_id", "edition", "action"]
    op.create_index("uq_takes_once", "takes", once, unique=True)
    op.create_index("ix_takes_release_id", "takes", ["release_id", "press_agency_id"])


def marks() -> None:
    op.create_table(
        "inbox_marks",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_inbox_marks"),
    )
    op.create_table(
        "inbox_reads",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "seq", name="pk_inbox_reads"),
    )


def items() -> None:
    op.create_table(
        "published_items",
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ITEM_IDS),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("url", "url_key", "title")),
        *(sa.Column(name, INSTANT, nullable=False) for name in ("published_at", "declared_at")),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("decided_at", INSTANT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_published_items"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_published_items_release_id"),
    )
    standing = sa.text("status <> 'refused'")
    op.create_index(
        "uq_published_items_url_key", "published_items", ["url_key"], unique=True, postgresql_where=standing
    )
    for name in ("release_id", "agency_id", "press_agency_id"):
        columns = [name, "declared_at", "id"]
        op.create_index(f"ix_published_items_{name}", "published_items", columns)
