"""Releases, their editions, the words they are found by, and the log."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Sequence,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import registry

from services.distribution.adapters.orm.kept import Kept
from services.distribution.adapters.orm.metadata import METADATA, one_of
from services.distribution.domain.model.content import Content
from services.distribution.domain.model.edition import Approval, EditionKind
from services.distribution.domain.model.release import Release
from services.distribution.domain.model.workflow import Publication, Status

INSTANT = DateTime(timezone=True)
NUMBERS = Sequence("release_number", metadata=METADATA)

releases = Table(
    "releases",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("agency_id", Uuid, nullable=False),
    Column("created_at", INSTANT, nullable=False),
    Column("listed_at", INSTANT, nullable=False),
    Column("content", Kept(Content), nullable=False),
    Column("public_content", Kept(Content)),
    Column("authors", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("status", one_of(Status), nullable=False),
    Column("publication", one_of(Publication), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("content_hash", Text),
    Column("log_seq", BigInteger),
    Column("published_at", INSTANT),
    Column("reason", Text),
    Column("returned_because", Text),
    Column("approval", Kept(Approval)),
    Column("scheduled_at", INSTANT),
    Column("fires_at", INSTANT),
    Column("told", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_releases_agency_id", "agency_id", "listed_at", "id"),
    Index("ix_releases_listed_at", "listed_at", "id"),
    Index("ix_releases_public", "listed_at", "id", postgresql_where=text("publication <> 'unpublished'")),
    Index("ix_releases_log_seq", "log_seq", unique=True, postgresql_where=text("log_seq IS NOT NULL")),
    Index("ix_releases_fires_at", "fires_at", postgresql_where=text("fires_at IS NOT NULL")),
)

editions = Table(
    "editions",
    METADATA,
    Column("release_id", Uuid, ForeignKey("releases.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", one_of(EditionKind), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("published_at", INSTANT, nullable=False),
)
"""Append-only: a trigger refuses every change. `content` is the canonical form, byte by byte."""

release_words = Table(
    "release_words",
    METADATA,
    Column("release_id", Uuid, ForeignKey("releases.id"), primary_key=True),
    Column("public_words", TSVECTOR),
    Column("pending_words", TSVECTOR),
    Index("ix_release_words_public_words", "public_words", postgresql_using="gin"),
    Index("ix_release_words_pending_words", "pending_words", postgresql_using="gin"),
)
"""Two columns, so that nobody outside finds a public release by words that are still being worked on."""

release_log = Table(
    "release_log",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", INSTANT, nullable=False),
    Column("action", Text, nullable=False),
    Column("release_id", Uuid, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("hash", Text, nullable=False),
    Column("signature", Text, nullable=False),
)
"""Append-only: a trigger refuses every change. `content` is the canonical form of the entry."""

registry(metadata=METADATA).map_imperatively(Release, releases)
