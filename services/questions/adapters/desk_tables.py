"""Tables of the desk: who works on what, topics, and what identity and distribution have told of others."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

OPEN = "status <> 'closed'"
RUNS = "status NOT IN ('closed', 'clarification_requested')"
TRIAGE = "status IN ('submitted', 'bounced')"
RUNS_THERE = "status NOT IN ('closed', 'clarification_requested', 'bounced')"
"""What an agency has bounced waits for the centre alone."""
UNPUBLISHED = "outcome = 'answered' AND publication <> 'exclusive' AND published_round < round"
"""As domain/workflow/conditions.py has it: a later round of what is public is published as well."""
CLARIFIED = "clarification_answered"
EXTENDING = "extension = 'requested' AND status <> 'closed'"


def desk_columns() -> list[Column[object]]:
    """What the desk adds to a question."""
    return [
        Column("release_id", Uuid),
        Column("clarification_answered", Boolean, nullable=False, server_default=text("false")),
    ]


def desk_tables(metadata: MetaData) -> None:
    """Adds the tables, and the indexes that keep a page of the queue as cheap over a million questions."""
    _work(metadata)
    _told(metadata)
    questions = metadata.tables["questions"]
    place = (questions.c.late_from, questions.c.id)
    at_agency = (questions.c.lead_agency_id, *place)
    Index("ix_questions_desk_runs", *place, postgresql_where=text(RUNS))
    running_there = text(f"lead_agency_id IS NOT NULL AND {RUNS_THERE}")
    Index("ix_questions_desk_agency_due", *at_agency, postgresql_where=running_there)
    at_step = (questions.c.lead_agency_id, questions.c.status, *place)
    open_there = text(f"lead_agency_id IS NOT NULL AND {OPEN}")
    Index("ix_questions_desk_agency_step", *at_step, postgresql_where=open_there)
    Index("ix_questions_desk_triage", questions.c.status, *place, postgresql_where=text(TRIAGE))
    Index("ix_questions_desk_to_publish", *place, postgresql_where=text(UNPUBLISHED))
    Index("ix_questions_desk_agency_to_publish", *at_agency, postgresql_where=text(UNPUBLISHED))
    Index("ix_questions_desk_clarified", *place, postgresql_where=text(CLARIFIED))
    Index("ix_questions_desk_extending", *place, postgresql_where=text(EXTENDING))
    about = text("release_id IS NOT NULL")
    Index("ix_questions_release_id", questions.c.release_id, postgresql_where=about)
    Index("ix_search_words_question_id", metadata.tables["search_words"].c.question_id)
    accepted = text("accepted_at IS NOT NULL")
    Index("ix_questions_accepted_at", questions.c.accepted_at, postgresql_where=accepted)


def _work(metadata: MetaData) -> None:
    stamp = DateTime(timezone=True)
    Table(
        "desk_assignments",
        metadata,
        Column("question_id", Uuid, ForeignKey("questions.id"), primary_key=True),
        Column("desk_id", Uuid, primary_key=True),
        Column("account_id", Uuid, nullable=False),
        Column("assigned_by", Uuid),
        Column("assigned_at", stamp, nullable=False),
        Index("ix_desk_assignments_account_id", "account_id", "desk_id"),
    )
    Table(
        "desk_people",
        metadata,
        Column("account_id", Uuid, primary_key=True),
        Column("desk_id", Uuid, nullable=False),
        Column("seen_at", stamp, nullable=False),
    )
    Table(
        "question_topics",
        metadata,
        Column("question_id", Uuid, ForeignKey("questions.id"), primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("topic", Text, primary_key=True),
        Column("submitted_at", stamp, nullable=False),
        Index("ix_question_topics_submitted_at", "submitted_at"),
    )


def _told(metadata: MetaData) -> None:
    Table(
        "agency_profiles",
        metadata,
        Column("agency_id", Uuid, primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("name", Text, nullable=False),
        Column("level", Text, nullable=False),
        Column("responsibilities", JSONB, nullable=False),
        Column("valid_from", DateTime(timezone=True)),
    )
    Table(
        "known_newsrooms",
        metadata,
        Column("press_agency_id", Uuid, primary_key=True),
        Column("name", Text, nullable=False),
        Column("kind", Text, nullable=False),
        *(Column(name, ARRAY(Text), nullable=False) for name in ("types", "domains")),
        Column("purpose", Text),
        Column("version", Integer, nullable=False),
    )
    Table(
        "known_releases",
        metadata,
        Column("release_id", Uuid, primary_key=True),
        Column("agency_id", Uuid, nullable=False),
        Column("code", Text),
        Column("headline", Text),
        Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    )
