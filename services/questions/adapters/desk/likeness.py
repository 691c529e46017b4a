"""Candidates from the full-text index by the rarest words of a question, then weighed word by word.

How rare a word is, PostgreSQL knows from its statistics of the index; a word that they do not list is rare.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from math import comb, log
from uuid import UUID

from services.questions.adapters.desk.vietnamese import knowledge
from services.questions.adapters.queries import SqlQueries
from services.questions.application.desk.similar import Alike
from services.questions.application.desk.words import syllables
from shared.persistence.engine import Database

_RAREST = 7
_CANDIDATES = 400
_ENOUGH = 1_500
"""So many questions may be read as candidates; more words are asked for where more are expected."""
_UNLISTED = 0.0005
_LONGEST = 2046
"""Bytes of a word that PostgreSQL indexes and takes in a query; a longer one is nowhere to be found."""
_FREQUENCIES = """
SELECT word, frequency FROM pg_stats AS s,
    unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs::float8[]) AS known (word, frequency)
WHERE s.schemaname = current_schema() AND s.tablename = 'search_words' AND s.attname = 'words'
    AND word = ANY($1)
"""
_SIZE = "SELECT greatest(reltuples, 0) AS rows FROM pg_class WHERE oid = 'search_words'::regclass"
_LIKE = """
SELECT question_id, tsvector_to_array(words) AS words FROM (
    (SELECT question_id, words FROM search_words WHERE words @@ $1::text::tsquery AND question_id <> $2
        LIMIT $3)
    UNION ALL
    (SELECT question_id, words FROM (
        SELECT question_id, to_tsvector('simple', search_key) AS words FROM search_queue
    ) AS waiting WHERE words @@ $1::text::tsquery AND question_id <> $2 LIMIT $3)
) AS found
"""


# The index also has what was said later, in confidence; likeness is judged by what was asked.
_TEXTS = "SELECT id, title, body FROM questions WHERE id = ANY($1)"


class SqlLikeness:
    """Reads in statements of their own."""

    def __init__(self, database: Database, queries: SqlQueries) -> None:
        self._database, self._queries = database, queries

    async def like(self, question_id: UUID, text: str, now: datetime, limit: int) -> Sequence[Alike]:
        """The most alike, whoever asks; the question itself is not among them."""
        words = [word for word in _meaning(text) if len(word.encode()) <= _LONGEST]
        if not words:
            return []
        frequency = dict.fromkeys(words, _UNLISTED) | {
            row["word"]: row["frequency"] for row in await self._database.fetch(_FREQUENCIES, words)
        }
        size = (await self._database.fetch(_SIZE))[0]["rows"]
        rows = await self._database.fetch(_LIKE, _asked(frequency, size), question_id, _CANDIDATES)
        near = sorted(
            ((_score(frequency, set(row["words"]))[0], row["question_id"]) for row in rows), reverse=True
        )
        ids = list(dict.fromkeys(each for _, each in near[:limit]))
        scored = {
            row["id"]: _score(frequency, set(syllables(f"{row['title']}\n{row['body']}")))
            for row in await self._database.fetch(_TEXTS, ids)
        }
        found = {each.view.id: each for each in await self._queries.summaries(ids, now)}
        best = sorted(scored.keys() & found.keys(), key=lambda each: (-scored[each][0], each))
        return [Alike(question=found[each], score=scored[each][0], words=scored[each][1]) for each in best]


def _meaning(text: str) -> list[str]:
    return sorted(set(syllables(text)) - knowledge().stop_words)


def _asked(frequency: Mapping[str, float], size: float) -> str:
    """Any two of the rarest words, or three or four where two would find too many."""
    rarest = sorted(frequency, key=lambda word: (frequency[word], -len(word), word))[:_RAREST]
    middle = frequency[rarest[len(rarest) // 2]]
    least = min(2, len(rarest))
    while least < min(4, len(rarest)) and comb(len(rarest), least) * middle**least * size > _ENOUGH:
        least += 1
    together = (" & ".join(f"'{word}'" for word in group) for group in combinations(rarest, least))
    return " | ".join(f"({each})" for each in together)


def _score(frequency: Mapping[str, float], words: set[str]) -> tuple[float, tuple[str, ...]]:
    weight = {word: -log(min(share, 0.99)) for word, share in frequency.items()}
    shared = sorted(weight.keys() & words, key=lambda word: (-weight[word], word))
    return sum(weight[word] for word in shared) / sum(weight.values()), tuple(shared)
