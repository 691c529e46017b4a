"""Columns and tables of the workflow: what acts add to a question, and the files that they leave."""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.questions.adapters.desk_tables import desk_columns, desk_tables
from services.questions.domain.model import ExtensionState, Status
from services.questions.domain.refusal import Level, RefusalGround
from services.questions.domain.terms import PauseReason

HELPED = "helper_agency_ids <> '{}'"
"""The condition of the index; whoever looks for helpers says it too, or the index is not used."""


def one_of(values: type[StrEnum]) -> Enum:
    """A StrEnum stored as its value."""
    return Enum(
        values, native_enum=False, length=40, values_callable=lambda kind: [each.value for each in kind]
    )


def instants(*names: str, nullable: bool = False) -> list[Column[object]]:
    """Columns of instants."""
    return [Column(name, DateTime(timezone=True), nullable=nullable) for name in names]


def workflow_columns() -> list[Column[object]]:
    """What acts change on a question; a new one has the defaults."""
    empty, nothing, zero = text("'{}'"), text("'[]'"), text("0")
    return [
        Column("parent_id", Uuid),
        Column("round", Integer, nullable=False, server_default=text("1")),
        Column("resumes_as", one_of(Status)),
        Column("paused_for", one_of(PauseReason)),
        Column("helper_agency_ids", ARRAY(Uuid), nullable=False, server_default=empty),
        Column("clearance", ARRAY(Text), nullable=False, server_default=empty),
        Column("points", JSONB, nullable=False, server_default=nothing),
        Column("extension", one_of(ExtensionState), nullable=False, server_default=text("'none'")),
        Column("extension_asked", JSONB(none_as_null=True)),
        *instants("exclusive_until", "published_due_at", "published_answered_at", nullable=True),
        *(Column(name, Integer, nullable=False, server_default=zero) for name in ROUNDS),
        Column("merged_into_id", Uuid),
        *desk_columns(),
    ]


ROUNDS = ("published_round", "rated_round")


def edition_columns() -> list[Column[object]]:
    """Which edition of which round's answer, and why there is a new one."""
    one = text("1")
    return [
        Column("round", Integer, nullable=False, server_default=one),
        Column("edition", Integer, nullable=False, server_default=one),
        Column("points", JSONB, nullable=False, server_default=text("'[]'")),
        *instants("corrected_at", nullable=True),
        Column("correction_reason", Text),
    ]


def case_tables(metadata: MetaData) -> None:
    """Facts of the clocks, acts on file, refusals and ratings; and what the desk keeps beside them."""
    desk_tables(metadata)
    _facts_and_acts(metadata)
    _refusals_and_ratings(metadata)


def _of_question(*, key: bool = False) -> Column[object]:
    return Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False, primary_key=key)


def _position() -> Column[object]:
    return Column("position", BigInteger, Identity(always=True), primary_key=True)


def _facts_and_acts(metadata: MetaData) -> None:
    Table(
        "question_facts",
        metadata,
        _position(),
        _of_question(),
        Column("kind", String(40), nullable=False),
        *instants("at"),
        Column("data", JSONB, nullable=False),
        Index("ix_question_facts_question_id", "question_id"),
    )
    Table(
        "question_acts",
        metadata,
        _position(),
        _of_question(),
        Column("version", Integer, nullable=False),
        Column("round", Integer, nullable=False),
        *(Column(name, String(40), nullable=False) for name in ("act", "part")),
        *(Column(name, String(40), nullable=False) for name in ("status_before", "status_after")),
        *(Column(name, Uuid) for name in ("account_id", "agency_id")),
        *instants("at"),
        Column("details", JSONB),
        Index("ix_question_acts_question_id", "question_id", "position"),
        Index(
            "ix_question_acts_account_id",
            "account_id",
            "position",
            postgresql_where=text("account_id IS NOT NULL"),
        ),
    )


def _refusals_and_ratings(metadata: MetaData) -> None:
    Table(
        "refusals",
        metadata,
        _of_question(key=True),
        Column("round", Integer, primary_key=True, autoincrement=False),
        Column("ground", one_of(RefusalGround), nullable=False),
        Column("reason", Text, nullable=False),
        *(Column(name, Uuid, nullable=False) for name in ("spokesperson_id", "agency_id")),
        *(Column(name, Text, nullable=False) for name in NAMED),
        *instants("refused_at"),
        Column("on_time", Boolean, nullable=False),
        Column("office_minutes", Integer, nullable=False),
    )
    Table(
        "ratings",
        metadata,
        _of_question(key=True),
        Column("round", Integer, primary_key=True, autoincrement=False),
        Column("agency_id", Uuid, index=True),
        Column("level", one_of(Level), nullable=False),
        Column("comment", Text),
        *instants("rated_at"),
    )


NAMED = ("agency_name", "spokesperson_name", "spokesperson_position")
