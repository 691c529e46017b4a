"""Tables of the clock: what the sweep has to tell of a question besides its answer, and who is above whom."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

INSTANT = DateTime(timezone=True)
PUBLISHING = "kind = 'publish' AND runs"


def clock_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """Wakeups, superiors, escalations."""
    return (_wakeups(metadata), *_ladder(metadata))


def _wakeups(metadata: MetaData) -> Table:
    """`moments` are told one after the other; `fires_at` is the next of them, null while none is to come.

    A publication that waits has a `calendar_version` of its own once the calendar has changed.
    `wakeups_to_derive` has the questions that are still to get theirs (application/catching_up.py).
    """
    Table(
        "wakeups_to_derive",
        metadata,
        Column("question_id", Uuid, ForeignKey("questions.id"), primary_key=True),
    )
    return Table(
        "question_wakeups",
        metadata,
        Column("question_id", Uuid, ForeignKey("questions.id"), primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("due_at", INSTANT, nullable=False),
        Column("moments", ARRAY(INSTANT), nullable=False),
        Column("runs", Boolean, nullable=False),
        Column("told", Integer, nullable=False, server_default=text("0")),
        Column("fires_at", INSTANT),
        Column("calendar_version", Text),
        Index("ix_question_wakeups_publishing", "question_id", postgresql_where=text(PUBLISHING)),
        Index(
            "ix_question_wakeups_fires_at", "kind", "fires_at", postgresql_where=text("fires_at IS NOT NULL")
        ),
    )


def _ladder(metadata: MetaData) -> tuple[Table, Table]:
    superiors = Table(
        "agency_superiors",
        metadata,
        Column("agency_id", Uuid, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("superior_id", Uuid),
        Column("valid_from", INSTANT),
    )
    escalations = Table(
        "escalations",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("question_id", Uuid, ForeignKey("questions.id"), nullable=False, index=True),
        Column("level", Integer, nullable=False),
        *(Column(name, Uuid) for name in ("agency_id", "account_id")),
        *(Column(name, Text) for name in ("full_name", "position_held")),
        Column("escalated_at", INSTANT, nullable=False),
    )
    return superiors, escalations
