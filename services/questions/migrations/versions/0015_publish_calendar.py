"""By which calendar a publication is due whose question is closed already, and stays on its own."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("question_wakeups", sa.Column("calendar_version", sa.Text))
    op.create_index(
        "ix_question_wakeups_publishing",
        "question_wakeups",
        ["question_id"],
        postgresql_where=sa.text("kind = 'publish' AND runs"),
    )
