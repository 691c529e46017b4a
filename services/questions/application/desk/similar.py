"""Questions like this one: perhaps asked already, perhaps answered already."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from services.questions.application.desk.words import spelling
from services.questions.application.reading import Known, Queries, as_seen, read_question
from services.questions.application.views import QuestionSummary
from services.questions.domain.visibility import Reader, may_read

SIMILAR, DUPLICATE = 0.35, 0.8
"""From which share of the question's words on, weighed by how rare they are, another is shown, or marked."""
_SHOWN_WORDS = 8


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate with the folded words that it shares, the rarest first."""

    question: Known[QuestionSummary]
    score: float
    words: tuple[str, ...]


class SimilarView(msgspec.Struct, frozen=True, kw_only=True):
    """Another question that the reader may see, with the words both have; the mark decides nothing."""

    question: QuestionSummary
    score: float
    likely_duplicate: bool
    words: list[str]


class SimilarsView(msgspec.Struct, frozen=True, kw_only=True):
    """The most alike first."""

    similar: list[SimilarView]


class Likeness(Protocol):
    """Finds candidates by their words."""

    async def like(self, question_id: UUID, text: str, now: datetime, limit: int) -> Sequence[Alike]:
        """The most alike, whoever asks; the question itself is not among them."""


async def find_similar(
    question_id: UUID, reader: Reader, now: datetime, *, queries: Queries, likeness: Likeness, limit: int
) -> SimilarsView:
    """Only what the reader may see, also of the words in common; raises QuestionNotFound."""
    question = await read_question(question_id, reader, now, queries)
    text = f"{question.title}\n{question.body}"
    # More than shown: some may be hidden from this reader.
    found = await likeness.like(question_id, text, now, limit * 5)
    spelt = spelling(text)
    seen = [each for each in found if each.score >= SIMILAR and may_read(reader, each.question.view)]
    return SimilarsView(similar=[_view(each, reader, spelt) for each in seen[:limit]])


def _view(alike: Alike, reader: Reader, spelt: dict[str, str]) -> SimilarView:
    return SimilarView(
        question=as_seen(alike.question, reader),
        score=round(alike.score, 3),
        likely_duplicate=alike.score >= DUPLICATE,
        words=[spelt.get(each, each) for each in alike.words[:_SHOWN_WORDS]],
    )
