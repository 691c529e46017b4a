"""First and last day of each calendar as columns, so that the one that covers a day can be asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SPAN = ("first_day", "last_day")
_READ = """
UPDATE work_calendars SET
    first_day = (convert_from(document, 'UTF8')::jsonb ->> 'first')::date,
    last_day = (convert_from(document, 'UTF8')::jsonb ->> 'last')::date
"""


def upgrade() -> None:
    for name in _SPAN:
        op.add_column("work_calendars", sa.Column(name, sa.Date))
    op.execute(_READ)
    for name in _SPAN:
        op.alter_column("work_calendars", name, nullable=False)
