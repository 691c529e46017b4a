"""The workflow: what acts change on a question, the facts of its clocks, acts, refusals, ratings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
EMPTY, NOTHING = sa.text("'{}'"), sa.text("'[]'")


def upgrade() -> None:
    extend_questions()
    extend_answers()
    create_facts()
    create_acts()
    create_refusals()
    create_ratings()
    # What happened before facts were kept; the receipt is the question's own.
    op.execute(
        "INSERT INTO question_facts (question_id, kind, at, data) SELECT question_id, 'Routed', routed_at, "
        "jsonb_build_object('at', routed_at, 'agency_id', agency_id) FROM routings ORDER BY position"
    )
    for kind, instant in (("Answered", "answered_at"), ("Published", "published_at")):
        op.execute(
            f"INSERT INTO question_facts (question_id, kind, at, data) "  # noqa: S608 - literals above
            f"SELECT id, '{kind}', {instant}, jsonb_build_object('at', {instant}) FROM questions "
            f"WHERE {instant} IS NOT NULL"
        )


def extend_questions() -> None:
    for column in (
        sa.Column("parent_id", sa.Uuid),
        sa.Column("round", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("resumes_as", sa.String(40)),
        sa.Column("helper_agency_ids", sa.ARRAY(sa.Uuid), nullable=False, server_default=EMPTY),
        sa.Column("clearance", sa.ARRAY(sa.Text), nullable=False, server_default=EMPTY),
        sa.Column("points", JSONB, nullable=False, server_default=NOTHING),
        sa.Column("extension", sa.String(40), nullable=False, server_default=sa.text("'none'")),
        sa.Column("extension_asked", JSONB),
        sa.Column("exclusive_until", INSTANT),
        sa.Column("published_due_at", INSTANT),
        sa.Column("published_answered_at", INSTANT),
        sa.Column("published_round", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("rated_round", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("merged_into_id", sa.Uuid),
    ):
        op.add_column("questions", column)
    op.execute(
        "UPDATE questions SET published_round = 1, published_due_at = due_at, "
        "published_answered_at = answered_at WHERE publication = 'published'"
    )
    op.create_index(
        "ix_questions_helper_agency_ids", "questions", ["helper_agency_ids"], postgresql_using="gin"
    )
    op.drop_index("ix_questions_published", "questions")
    for name, columns, condition in PARTIAL:
        op.create_index(name, "questions", columns, postgresql_where=sa.text(condition))


PARTIAL = (
    ("ix_questions_published", ["submitted_at", "id"], "publication IN ('published', 'corrected')"),
    ("ix_questions_parent_id", ["parent_id"], "parent_id IS NOT NULL"),
    ("ix_questions_exclusive_until", ["exclusive_until"], "publication = 'exclusive'"),
)


def extend_answers() -> None:
    for column in (
        sa.Column("round", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("edition", sa.Integer, nullable=False, server_default=sa.text("1")),
        sa.Column("points", JSONB, nullable=False, server_default=NOTHING),
        sa.Column("corrected_at", INSTANT),
        sa.Column("correction_reason", sa.Text),
    ):
        op.add_column("answers", column)
    op.drop_constraint("uq_answers_question_id", "answers")
    op.create_unique_constraint(
        "uq_answers_question_id_round_edition", "answers", ["question_id", "round", "edition"]
    )


def create_facts() -> None:
    op.create_table(
        "question_facts",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_question_facts"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_facts_question_id"),
    )
    op.create_index("ix_question_facts_question_id", "question_facts", ["question_id"])


def create_acts() -> None:
    op.create_table(
        "question_acts",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("act", "part")),
        *(sa.Column(name, sa.String(40), nullable=False) for name in ("status_before", "status_after")),
        *(sa.Column(name, sa.Uuid) for name in ("account_id", "agency_id")),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("details", JSONB),
        sa.PrimaryKeyConstraint("position", name="pk_question_acts"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_question_acts_question_id"),
    )
    op.create_index("ix_question_acts_question_id", "question_acts", ["question_id", "position"])


def create_refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("round", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        *(sa.Column(name, sa.Uuid, nullable=False) for name in ("spokesperson_id", "agency_id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("agency_name", "spokesperson_name")),
        sa.Column("spokesperson_position", sa.Text, nullable=False),
        sa.Column("refused_at", INSTANT, nullable=False),
        sa.Column("on_time", sa.Boolean, nullable=False),
        sa.Column("office_minutes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "round", name="pk_refusals"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_refusals_question_id"),
    )


def create_ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("round", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.Uuid),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("rated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "round", name="pk_ratings"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_ratings_question_id"),
    )
    op.create_index("ix_ratings_agency_id", "ratings", ["agency_id"])
