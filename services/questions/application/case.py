"""The question, and what acts leave behind: facts of its clocks, the file, ratings; as ports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

import msgspec

from services.questions.domain.answer import Answer
from services.questions.domain.history import Fact
from services.questions.domain.model import Outcome, Question, Routing
from services.questions.domain.refusal import Level, Refusal
from services.questions.domain.workflow import Act, Part

RoutedBy = Literal["dispatcher", "configuration"]


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


class Questions(Protocol):
    """The aggregates."""

    def add(self, question: Question) -> None:
        """A new question, written at commit."""

    async def get(self, question_id: UUID) -> Question | None:
        """For change: others wait until this transaction ends."""

    async def look(self, question_id: UUID) -> Question | None:
        """To read only."""

    def add_routing(
        self, routing: Routing, by: RoutedBy, account_id: UUID | None, reason: str | None
    ) -> None:
        """A hop, written at commit and never changed."""

    def add_answer(self, answer: Answer) -> None:
        """The released answer, written at commit and never changed."""

    def add_refusal(self, refusal: Refusal) -> None:
        """The refusal, written at commit and never changed."""

    def add_text(self, question_id: UUID, text: str) -> None:
        """Words by which the question is found as well."""

    async def answer_of(self, question_id: UUID) -> Answer | None:
        """The latest edition of the latest round's answer."""

    async def outcome_of(self, question_id: UUID) -> Outcome | None:
        """What came of another question, None if there is none; no other merger begins until the end."""


class History(Protocol):
    """The facts that a question's clocks are derived from; the receipt is the question's own."""

    async def of(self, question_id: UUID) -> Sequence[Fact]:
        """In the order in which they came."""

    def add(self, question_id: UUID, fact: Fact) -> None:
        """Written at commit and never changed."""


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
