"""Releases, editions, the log, media, what identity tells, and logs that are followed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSVECTOR

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$
"""
APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.execute(REFUSE)
    op.execute(sa.schema.CreateSequence(sa.Sequence("release_number")))
    create_releases()
    create_editions()
    create_words()
    create_log()
    create_directory()
    create_media()
    create_followed()
    for table in ("editions", "release_log"):
        op.execute(APPEND_ONLY.format(table=table))


def create_releases() -> None:
    op.create_table(
        "releases",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("listed_at", INSTANT, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("public_content", JSONB),
        sa.Column("authors", ARRAY(sa.Uuid), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("publication", sa.String(40), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.Text),
        sa.Column("log_seq", sa.BigInteger),
        sa.Column("published_at", INSTANT),
        sa.Column("reason", sa.Text),
        sa.Column("returned_because", sa.Text),
        sa.Column("approval", JSONB),
        sa.Column("scheduled_at", INSTANT),
        sa.Column("fires_at", INSTANT),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.UniqueConstraint("code", name="uq_releases_code"),
    )
    op.create_index("ix_releases_agency_id", "releases", ["agency_id", "listed_at", "id"])
    op.create_index("ix_releases_listed_at", "releases", ["listed_at", "id"])
    for name, columns, unique, condition in PARTIAL:
        op.create_index(name, "releases", columns, unique=unique, postgresql_where=sa.text(condition))


PARTIAL = (
    ("ix_releases_public", ["listed_at", "id"], False, "publication <> 'unpublished'"),
    ("ix_releases_log_seq", ["log_seq"], True, "log_seq IS NOT NULL"),
    ("ix_releases_fires_at", ["fires_at"], False, "fires_at IS NOT NULL"),
)


def create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("release_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("signature", sa.Text, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("release_id", "number", name="pk_editions"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_editions_release_id"),
    )


def create_words() -> None:
    op.create_table(
        "release_words",
        sa.Column("release_id", sa.Uuid, nullable=False),
        sa.Column("public_words", TSVECTOR),
        sa.Column("pending_words", TSVECTOR),
        sa.PrimaryKeyConstraint("release_id", name="pk_release_words"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_release_words_release_id"),
    )
    for name in ("public_words", "pending_words"):
        op.create_index(f"ix_release_words_{name}", "release_words", [name], postgresql_using="gin")


def create_log() -> None:
    op.create_table(
        "release_log",
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("release_id", sa.Uuid, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("signature", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_release_log"),
    )


def create_directory() -> None:
    op.create_table(
        "agencies",
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("agency_id", name="pk_agencies"),
    )
    op.create_table(
        "spokespersons",
        sa.Column("spokesperson_id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("full_name", sa.Text),
        sa.Column("position", sa.Text),
        *(sa.Column(name, INSTANT) for name in ("valid_from", "valid_to", "revoked_at")),
        sa.Column("assigned_version", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("revoked_version", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("spokesperson_id", name="pk_spokespersons"),
    )
    op.create_index("ix_spokespersons_account_id", "spokespersons", ["account_id", "agency_id"])


def create_media() -> None:
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("thumbnail_sha256", sa.Text),
        sa.Column("uploaded_by", sa.Uuid, nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
    )
    op.create_index("ix_media_agency_id", "media", ["agency_id"])
    op.create_table(
        "public_media",
        sa.Column("media_id", sa.Uuid, nullable=False),
        sa.Column("release_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("media_id", "release_id", name="pk_public_media"),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name="fk_public_media_media_id"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_public_media_release_id"),
    )
    op.create_index("ix_public_media_release_id", "public_media", ["release_id"])


def create_followed() -> None:
    op.create_table(
        "followed_logs",
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("keys", sa.JSON, nullable=False),
        sa.Column("followed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_followed_logs"),
    )
    op.create_table(
        "followed_entries",
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("entry", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("signature", sa.Text, nullable=False),
        sa.Column("edition", sa.LargeBinary, nullable=False),
        sa.Column("edition_signature", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("url", "seq", name="pk_followed_entries"),
        sa.ForeignKeyConstraint(["url"], ["followed_logs.url"], name="fk_followed_entries_url"),
    )
