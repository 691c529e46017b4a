"""What the public answers site reads, and the trigger that says which questions to look at."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
_ONCE_PUBLIC = "publication IN ('published', 'corrected', 'withdrawn')"
_FILL = f"INSERT INTO public_queue (question_id) SELECT id FROM questions WHERE {_ONCE_PUBLIC}"  # noqa: S608 - ours
_TELL = """
CREATE FUNCTION queue_public_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public_queue (question_id) VALUES (NEW.id);
    RETURN NULL;
END $$
"""
_TRIGGER = f"""
CREATE TRIGGER questions_public AFTER INSERT OR UPDATE ON questions
FOR EACH ROW WHEN (NEW.{_ONCE_PUBLIC}) EXECUTE FUNCTION queue_public_question()
"""


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("public_change")))
    op.create_table(
        "public_queue",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_public_queue"),
    )
    create_answers()
    op.execute(_TELL)
    op.execute(_TRIGGER)
    op.execute(_FILL)


def create_answers() -> None:
    op.create_table(
        "public_answers",
        sa.Column("question_id", sa.Uuid, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("change", sa.BigInteger, nullable=False),
        sa.Column("agency_id", sa.Uuid, nullable=False),
        sa.Column("agency_name", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("withdrawn", INSTANT),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("question_id", name="pk_public_answers"),
        sa.UniqueConstraint("code", name="uq_public_answers_code"),
        sa.UniqueConstraint("change", name="uq_public_answers_change"),
    )
    place = ["published_at", "question_id"]
    op.create_index("ix_public_answers_published_at", "public_answers", place)
    op.create_index("ix_public_answers_agency_id", "public_answers", ["agency_id", *place])
    op.create_index("ix_public_answers_words", "public_answers", ["words"], postgresql_using="gin")
