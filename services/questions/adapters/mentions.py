"""Questions with some words in their texts, indexed already or still on the way into the index.

Words that few texts have are looked up in the index. Words that many have would make a list of most
questions, only to show the newest twenty: there the newest questions are asked for the words, one by one.
"""

from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal, or_, select, union_all

from services.questions.adapters.orm import questions, search_queue, search_words
from services.questions.application.words import split
from shared.text import fold

OFTEN = 2_000

Condition = ColumnElement[bool]


def counted(q: str) -> Select[Any]:
    """How many texts have the words, counted a little beyond `OFTEN`."""
    found = select(literal(1)).where(_has(split(q).sought)).limit(OFTEN + 1)
    return select(func.count()).select_from(found.subquery())


def mentions(q: str, *, often: bool) -> Condition:
    """Found in the question or in its answer; excluded by either."""
    words = split(q)
    found = _walked(words.sought) if often else questions.c.id.in_(_with(words.sought))
    return and_(found, questions.c.id.not_in(_with(words.excluded))) if words.excluded else found


def _walked(words: str) -> Condition:
    own = select(func.bool_or(_has(words))).where(search_words.c.question_id == questions.c.id)
    indexed = func.coalesce(own.correlate(questions).scalar_subquery(), False)
    return or_(indexed, questions.c.id.in_(_waiting(words)))


def _with(words: str) -> CompoundSelect[Any]:
    indexed = select(search_words.c.question_id).where(_has(words))
    return union_all(indexed, _waiting(words))


def _waiting(words: str) -> Select[Any]:
    waiting_words = func.to_tsvector("simple", search_queue.c.search_key)
    return select(search_queue.c.question_id).where(waiting_words.op("@@")(_asked(words)))


def _has(words: str) -> Condition:
    return search_words.c.words.op("@@", is_comparison=True)(_asked(words))


def _asked(words: str) -> ColumnElement[Any]:
    return func.websearch_to_tsquery("simple", fold(words))
