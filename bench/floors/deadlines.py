"""Floors of sweep and re-derivation: bare asyncpg that finds rows, changes them and writes messages."""

import asyncpg

CLAIM = """
UPDATE questions SET breach_told = true, approaching_told = true, version = version + 2 WHERE id IN (
    SELECT id FROM questions WHERE status <> 'closed' AND NOT breach_told AND late_from <= $1
    ORDER BY late_from LIMIT 500 FOR UPDATE SKIP LOCKED
) RETURNING id
"""
MOVE = """
UPDATE questions SET due_at = due_at + interval '1 day', late_from = late_from + interval '1 day',
    approaching_at = approaching_at + interval '1 day', calendar_version = $2, version = version + 1
WHERE id IN (
    SELECT id FROM questions WHERE status <> 'closed' AND calendar_version = $1
    ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED
) RETURNING id
"""
WRITE = "INSERT INTO floor_message (body) SELECT unnest($1::text[])"
TABLE = "CREATE TABLE IF NOT EXISTS floor_message (position bigserial PRIMARY KEY, body text NOT NULL)"
BODY = '{"type": "questions.deadline.breached.v1", "question_id": "%s", "due_at": "2026-09-28T17:00:00Z"}'


async def drain(connection: asyncpg.Connection, statement: str, messages: int, *arguments: object) -> int:
    """Batches of 500, each a transaction, until none is left; how many messages were written."""
    await connection.execute(TABLE)
    written = 0
    while True:
        async with connection.transaction():
            rows = await connection.fetch(statement, *arguments)
            await connection.execute(WRITE, [BODY % row["id"] for row in rows] * messages)
        if not rows:
            return written
        written += len(rows) * messages
