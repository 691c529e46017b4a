"""Which agency may be the right one: ranked, explained, decided by a dispatcher."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.reading import Queries, read_question
from services.questions.domain.visibility import Reader


class LikeThis(msgspec.Struct, frozen=True, kw_only=True):
    """A past question with words in common, which this agency accepted."""

    question_id: UUID
    code: str
    title: str


class SuggestionView(msgspec.Struct, frozen=True, kw_only=True):
    """An agency, and why: words of the question that its fields have, and past questions like it.

    `score` is 0 to 1 and compares suggestions for one question only; `responsible` and `past` are its parts.
    """

    agency_id: UUID
    agency_name: str
    score: float
    responsible: float
    past: float
    words: list[str]
    questions: list[LikeThis]


class SuggestionsView(msgspec.Struct, frozen=True, kw_only=True):
    """The best first; `learned_from` is how many accepted questions they rest on."""

    suggestions: list[SuggestionView]
    learned_from: int


class Ranker(Protocol):
    """Ranks agencies for a text."""

    async def rank(
        self, title: str, body: str, now: datetime, *, without: UUID, limit: int
    ) -> SuggestionsView:
        """Agencies that are there now; the question `without` is not evidence for itself."""


async def suggest_agencies(
    question_id: UUID, reader: Reader, now: datetime, *, queries: Queries, ranker: Ranker, limit: int
) -> SuggestionsView:
    """For a question that the reader may see; raises QuestionNotFound."""
    question = await read_question(question_id, reader, now, queries)
    found = await ranker.rank(question.title, question.body, now, without=question_id, limit=limit + 1)
    others = [each for each in found.suggestions if not _bounced(each, question.lead_agency_id)]
    return msgspec.structs.replace(found, suggestions=_first(others, limit))


def _bounced(suggestion: SuggestionView, lead_agency_id: UUID | None) -> bool:
    """Where it lies already nobody needs to be told to send it."""
    return suggestion.agency_id == lead_agency_id


def _first(found: Sequence[SuggestionView], limit: int) -> list[SuggestionView]:
    return list(found[:limit])
