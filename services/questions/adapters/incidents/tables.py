"""Tables of incidents, their first statements and the questions that are about them."""

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
    Sequence,
    Table,
    Text,
    Uuid,
    text,
)

from services.questions.domain.answer import StatementForm
from services.questions.domain.incidents import Clause

NUMBERS = "incident_number"
_WAITS = "first_statement_at IS NULL AND NOT {told}"


def incident_tables(metadata: MetaData) -> None:
    """Declares them on the service's metadata; the repository maps the aggregate."""
    Sequence(NUMBERS, metadata=metadata)
    _incidents(metadata)
    _statements(metadata)
    _corrections(metadata)
    Table(
        "incident_questions",
        metadata,
        Column("incident_id", Uuid, ForeignKey("incidents.id"), primary_key=True),
        Column("question_id", Uuid, ForeignKey("questions.id"), primary_key=True),
        Column("linked_at", DateTime(timezone=True), nullable=False),
        Index("ix_incident_questions_question_id", "question_id"),
    )


def _incidents(metadata: MetaData) -> None:
    optional = (
        "received_and_handled_at",
        "receipt_recorded_at",
        "impact_determined_at",
        "impact_recorded_at",
    )
    Table(
        "incidents",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("code", Text, nullable=False, unique=True),
        Column("agency_id", Uuid, nullable=False),
        Column("clause", _text_of(Clause), nullable=False),
        Column("title", Text, nullable=False),
        Column("summary", Text, nullable=False),
        Column("opened_at", DateTime(timezone=True), nullable=False),
        Column("opened_by", Uuid, nullable=False),
        *(Column(name, DateTime(timezone=True)) for name in optional),
        *(Column(name, Uuid) for name in ("receipt_recorded_by", "impact_recorded_by")),
        *(
            Column(name, DateTime(timezone=True))
            for name in ("due_at", "approaching_at", "first_statement_at")
        ),
        *(Column(name, Boolean, nullable=False) for name in ("approaching_told", "breach_told")),
        Column("version", Integer, nullable=False),
        Index("ix_incidents_opened_at", "opened_at", "id"),
        Index("ix_incidents_agency_id", "agency_id", "opened_at", "id"),
        Index(
            "ix_incidents_to_warn",
            "approaching_at",
            postgresql_where=text(_WAITS.format(told="approaching_told")),
        ),
        Index("ix_incidents_to_breach", "due_at", postgresql_where=text(_WAITS.format(told="breach_told"))),
    )


def _statements(metadata: MetaData) -> None:
    Table(
        "first_statements",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("incident_id", Uuid, ForeignKey("incidents.id"), nullable=False, unique=True),
        Column("spokesperson_id", Uuid, nullable=False),
        Column("agency_id", Uuid, nullable=False),
        *(Column(name, Text, nullable=False) for name in ("agency_name", "spokesperson_name")),
        Column("spokesperson_position", Text, nullable=False),
        Column("form", _text_of(StatementForm), nullable=False),
        Column("body", Text, nullable=False),
        Column("released_at", DateTime(timezone=True), nullable=False),
        Column("on_time", Boolean),
        Column("content_hash", Text, nullable=False),
    )


def _corrections(metadata: MetaData) -> None:
    instants = ("previous_at", "previously_recorded_at", "at", "corrected_at")
    Table(
        "incident_corrections",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("incident_id", Uuid, ForeignKey("incidents.id"), nullable=False, index=True),
        *(Column(name, Text, nullable=False) for name in ("act", "reason")),
        *(Column(name, DateTime(timezone=True), nullable=False) for name in instants),
        *(Column(name, Uuid, nullable=False) for name in ("previously_recorded_by", "corrected_by")),
    )


def _text_of(values: type[Clause] | type[StatementForm]) -> Enum:
    return Enum(
        values, native_enum=False, length=40, values_callable=lambda kind: [each.value for each in kind]
    )
