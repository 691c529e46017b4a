"""Texts into the full-text index, away from the request: it is most of what writing a question would cost."""

from shared.persistence.engine import Database

_BATCH = 500
_MOVE = """
WITH moved AS (
    DELETE FROM search_queue WHERE position IN (
        SELECT position FROM search_queue ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    RETURNING position, question_id, search_key
)
INSERT INTO search_words (position, question_id, words)
SELECT position, question_id, to_tsvector('simple', search_key) FROM moved
RETURNING position
"""


async def index_texts(database: Database) -> None:
    """Moves what waits into the index; a search finds a text on either side, and never on both."""
    while len(await database.fetch(_MOVE, _BATCH)) == _BATCH:
        pass
