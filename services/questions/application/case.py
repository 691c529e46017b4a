"""What acts leave behind beside the question: facts of its clocks, the file, ratings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from services.questions.domain.history import Fact
from services.questions.domain.model import Question
from services.questions.domain.refusal import Level
from services.questions.domain.workflow import Act, Part


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One act as it is put on file, with the version that it made."""

    question_id: UUID
    version: int
    round: int
    act: Act
    part: Part
    status_before: str
    status_after: str
    account_id: UUID | None
    agency_id: UUID | None
    at: datetime
    details: Any


class History(Protocol):
    """The facts that a question's clocks are derived from; the receipt is the question's own."""

    async def of(self, question_id: UUID) -> Sequence[Fact]:
        """In the order in which they came."""

    def add(self, question_id: UUID, fact: Fact) -> None:
        """Written at commit and never changed."""

    async def copy(self, question_id: UUID, to_id: UUID) -> None:
        """A part of a question has lived through the same."""


class CaseFile(Protocol):
    """Every act but a rating, append-only."""

    def add(self, entry: CaseEntry) -> None:
        """Written at commit."""


class Ratings(Protocol):
    """What askers think of answers; read only in sums."""

    def add(self, question: Question, level: Level, comment: str | None, at: datetime) -> None:
        """Written at commit."""


class Windows(Protocol):
    """Answers that are kept for their askers' newsrooms."""

    async def lapsed(self, now: datetime, limit: int) -> Sequence[tuple[UUID, int]]:
        """Questions whose window has passed, with their versions, held; others skip them."""
