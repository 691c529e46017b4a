"""Keeps the routing model of this process: built when first asked for, again when there is more to learn."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.questions.adapters.desk.routing_model import RoutingModel
from services.questions.adapters.desk.vietnamese import knowledge
from services.questions.application.desk.ports import AgencyProfile, PastQuestion
from services.questions.application.desk.suggesting import SuggestionsView
from shared.persistence.engine import Database

LEARNED = 4_000
"""The newest accepted questions: fields move between agencies, and old habits should fade."""

# Of what is learnt, the bounds and the number: they also change when an acceptance is taken back.
_STAMP = """
SELECT (SELECT ARRAY[max(accepted_at)::text, min(accepted_at)::text, count(*)::text] FROM (
        SELECT accepted_at FROM questions WHERE accepted_at IS NOT NULL ORDER BY accepted_at DESC LIMIT $2
    ) AS learned),
    (SELECT count(*) FROM agency_profiles WHERE valid_from IS NULL OR valid_from <= $1),
    (SELECT count(*) FROM ended_agency WHERE ended_at <= $1)
"""
_PROFILES = """
SELECT DISTINCT ON (agency_id) agency_id, name, level, responsibilities, valid_from FROM agency_profiles AS p
WHERE (valid_from IS NULL OR valid_from <= $1)
    AND NOT EXISTS (SELECT FROM ended_agency e WHERE e.agency_id = p.agency_id AND e.ended_at <= $1)
ORDER BY agency_id, version DESC
"""
_PAST = """
SELECT id AS question_id, code, title, body, lead_agency_id AS agency_id FROM questions
WHERE accepted_at IS NOT NULL AND lead_agency_id IS NOT NULL ORDER BY accepted_at DESC LIMIT $1
"""


class SqlLearned:
    """What suggestions rest on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stamp(self, now: datetime) -> tuple[Any, ...]:
        """Changes when there is something new to learn."""
        return tuple((await self._database.fetch(_STAMP, now, LEARNED))[0])

    async def profiles(self, now: datetime) -> Sequence[AgencyProfile]:
        """Of the agencies that are there."""
        rows = await self._database.fetch(_PROFILES, now)
        return [msgspec.convert({**row, "responsibilities": _fields(row)}, AgencyProfile) for row in rows]

    async def past(self, limit: int) -> Sequence[PastQuestion]:
        """The newest accepted questions."""
        rows = await self._database.fetch(_PAST, limit)
        return [PastQuestion(**row) for row in rows]


class Bm25Ranker:
    """One model for the process; who comes while it is built waits for it."""

    def __init__(self, database: Database) -> None:
        self._learned = SqlLearned(database)
        self._lock = asyncio.Lock()
        self._model: RoutingModel | None = None
        self._stamp: tuple[Any, ...] = ()

    async def rank(
        self, title: str, body: str, now: datetime, *, without: UUID, limit: int
    ) -> SuggestionsView:
        """Agencies that are there now, the best first."""
        model = await self._current(now)
        return await asyncio.to_thread(model.rank, title, body, without=without, limit=limit)

    async def _current(self, now: datetime) -> RoutingModel:
        async with self._lock:
            stamp = await self._learned.stamp(now)
            if self._model is None or stamp != self._stamp:
                profiles, past = await self._learned.profiles(now), await self._learned.past(LEARNED)
                stop_words = knowledge().stop_words
                self._model = await asyncio.to_thread(RoutingModel, profiles, past, stop_words)
                self._stamp = stamp
            return self._model


def _fields(row: Any) -> Any:
    return msgspec.json.decode(row["responsibilities"])
