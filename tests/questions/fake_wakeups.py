"""Wakeups and superiors in memory, for use cases that set or forget them; claiming is SQL's own affair."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.questions.application.wakeups import ClaimedWakeup, Superior
from services.questions.domain.wakeups import Wakeup


class HasWakeups(Protocol):
    """The store."""

    wakeups: dict[UUID, dict[str, Wakeup]]


class FakeWakeups:
    """What there is to tell of each question; nothing is ever due here."""

    def __init__(self, store: HasWakeups) -> None:
        self._store = store

    def begin(self, question_id: UUID, wakeup: Wakeup) -> None:
        self._store.wakeups.setdefault(question_id, {})[wakeup.kind] = wakeup

    async def put(self, question_id: UUID, wakeups: Sequence[Wakeup], now: datetime) -> None:
        self._store.wakeups[question_id] = {each.kind: each for each in wakeups}

    async def set(self, question_id: UUID, wakeup: Wakeup, now: datetime) -> None:
        self.begin(question_id, wakeup)

    async def claim(self, kind: str, now: datetime, limit: int) -> Sequence[ClaimedWakeup]:
        return []


class FakeHierarchy:
    """Nobody is above anybody."""

    async def superior(self, agency_id: UUID, levels_up: int, at: datetime) -> Superior:
        return Superior(agency_id, None, None, None)

    def record(self, question_id: UUID, level: int, superior: Superior | None, at: datetime) -> None:
        """Nothing reads it here."""
