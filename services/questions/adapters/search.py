"""Texts into the full-text index, away from the request: it is most of what writing a question would cost."""

from services.questions.adapters.desk.topics import TopicNotes
from shared.persistence.engine import Database

_BATCH = 500
# A question's own text begins with its code (repositories.py); what was added later does not.
_MOVE = """
WITH moved AS (
    DELETE FROM search_queue WHERE position IN (
        SELECT position FROM search_queue ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    RETURNING position, question_id, search_key
), indexed AS (
    INSERT INTO search_words (position, question_id, words)
    SELECT position, question_id, to_tsvector('simple', search_key) FROM moved
)
SELECT moved.question_id, moved.search_key, q.id IS NOT NULL AS own
FROM moved LEFT JOIN questions q ON q.id = moved.question_id AND starts_with(search_key, lower(q.code))
"""


async def index_texts(database: Database, notes: TopicNotes | None = None) -> None:
    """Moves what waits into the index; a search finds a text on either side, and never on both."""
    while await _move(database, notes) == _BATCH:
        pass


async def _move(database: Database, notes: TopicNotes | None) -> int:
    async with database.engine.begin() as connection:
        rows = (await connection.exec_driver_sql(_MOVE, (_BATCH,))).all()
        own = [(row.question_id, row.search_key) for row in rows if row.own]
        if notes is not None and own:
            await notes.note(connection, own)
    return len(rows)
