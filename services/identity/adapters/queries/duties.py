"""Duties of the law that are broken at an instant, whether or not a sweep has told of it."""

from collections.abc import Mapping
from datetime import datetime

from shared.persistence import Database

_OVERDUE = """
SELECT (SELECT count(*) FROM spokesperson
        WHERE entry_due_at < $1 AND published_at IS NULL AND revoked_at IS NULL) AS directory_entry,
    (SELECT count(*) FROM data_request WHERE status = 'open' AND due_at <= $1) AS data_request
"""


async def overdue_duties(database: Database, at: datetime) -> Mapping[str, int]:
    """How many of each kind."""
    return dict((await database.fetch(_OVERDUE, at))[0])
