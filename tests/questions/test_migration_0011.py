"""What migration 0011 takes over: open questions without wakeups, and who was at which desk."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from shared.persistence.migrations import migrate
from tests.questions.rules import hue
from tests.settings import Reachable

AT = hue("2026-09-21 09:00")
OPEN, WITH_WAKEUP, ANSWERED, PUBLISHED, WITHDRAWN = (UUID(int=number) for number in range(1, 6))
QUESTION = """
INSERT INTO questions (id, code, reporter_id, press_agency_id, title, body, status, outcome, publication,
    submitted_at, due_at, late_from, approaching_at, policy_version, calendar_version, approaching_told,
    breach_told, version, published_round)
VALUES ($1, $1::uuid::text, $1, $1, 'x', 'x', $2, $3, $4, $5, $5, $5, $5, 'p', 'c', false, false, 1, $6)
"""
ROWS = (
    (OPEN, "submitted", "none", "unpublished", AT, 0),
    (WITH_WAKEUP, "submitted", "none", "unpublished", AT, 0),
    (ANSWERED, "closed", "answered", "unpublished", AT, 0),
    (PUBLISHED, "closed", "answered", "published", AT, 1),
    (WITHDRAWN, "closed", "withdrawn", "unpublished", AT, 0),
)
WAKEUP = "INSERT INTO question_wakeups VALUES ($1, 'triage', $2, ARRAY[$2::timestamptz], true, 0, $2)"
GIVEN = "INSERT INTO desk_assignments VALUES ($1, $2, $3, $3, $4)"


@pytest.fixture
async def url(servers: Reachable) -> AsyncIterator[str]:
    """An empty database."""
    admin = await asyncpg.connect(servers.postgres_admin_url)
    await admin.execute("DROP DATABASE IF EXISTS caught_up WITH (FORCE)")
    await admin.execute("CREATE DATABASE caught_up")
    yield f"{servers.postgres_admin_url.rpartition('/')[0]}/caught_up"
    await admin.execute("DROP DATABASE caught_up WITH (FORCE)")
    await admin.close()


async def test_what_was_there_before_is_taken_over(url: str) -> None:
    await migrate(url, "services.questions", "0010")
    connection = await asyncpg.connect(url)
    for row in ROWS:
        await connection.execute(QUESTION, *row)
    await connection.execute(WAKEUP, WITH_WAKEUP, AT)
    ann, older, newer = (UUID(int=number) for number in range(11, 14))
    for question, desk, at in ((OPEN, older, AT), (ANSWERED, newer, hue("2026-09-22 09:00"))):
        await connection.execute(GIVEN, question, desk, ann, at)
    await connection.close()
    await migrate(url, "services.questions")
    connection = await asyncpg.connect(url)
    waiting = await connection.fetch("SELECT question_id FROM wakeups_to_derive ORDER BY question_id")
    assert [row["question_id"] for row in waiting] == [OPEN, ANSWERED]
    people = await connection.fetch("SELECT account_id, desk_id FROM desk_people")
    assert [tuple(row.values()) for row in people] == [(ann, newer)]
    await connection.close()
