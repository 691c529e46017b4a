"""Tables of what newsrooms took, and of what each account has read."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Integer, Table, Uuid

from services.distribution.adapters.orm.metadata import METADATA, one_of
from services.distribution.domain.model.takes import TakeAction

takes = Table(
    "takes",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("release_id", Uuid, ForeignKey("releases.id"), nullable=False),
    Column("press_agency_id", Uuid, nullable=False),
    Column("account_id", Uuid, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("action", one_of(TakeAction), nullable=False),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Index("uq_takes_once", "account_id", "release_id", "edition", "action", unique=True),
    Index("ix_takes_release_id", "release_id", "press_agency_id"),
)

inbox_marks = Table(
    "inbox_marks",
    METADATA,
    Column("account_id", Uuid, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""All up to this place of the log has been read."""

inbox_reads = Table(
    "inbox_reads",
    METADATA,
    Column("account_id", Uuid, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
)
"""Single entries beyond the mark that have been read."""
