"""BM25 (library bm25s) over agencies' fields and over questions that agencies have accepted."""

from collections.abc import Iterable, Sequence, Set
from typing import Any
from uuid import UUID

from services.questions.application.desk.ports import AgencyProfile, PastQuestion
from services.questions.application.desk.suggesting import LikeThis, SuggestionsView, SuggestionView
from services.questions.application.desk.words import spelling, terms, without_parts

_NEIGHBOURS = 8
_SHOWN = 3
_MOST_WORDS = 6
# Experience counts for half as soon as there is this much of it, and never for more than its share.
_HALF, _SHARE = 30, 0.6


class _Index:
    """Scores of every document for a text; without documents there is nothing to score."""

    def __init__(self, documents: Sequence[list[str]]) -> None:
        # Here, not above: numpy is 26 MB that a process without suggestions never needs.
        import bm25s

        self._size = len(documents)
        self._bm25: Any = None
        if any(documents):
            self._bm25 = bm25s.BM25(k1=1.2, b=0.4)
            self._bm25.index(documents, show_progress=False)

    def scores(self, wanted: Iterable[str]) -> list[float]:
        """One for each document."""
        known = [] if self._bm25 is None else [each for each in wanted if each in self._bm25.vocab_dict]
        if not known:
            return [0.0] * self._size
        return [float(each) for each in self._bm25.get_scores(known)]


class RoutingModel:
    """What was learnt at one moment; building it takes the processor, not the database."""

    def __init__(
        self, profiles: Sequence[AgencyProfile], past: Sequence[PastQuestion], stop_words: Set[str]
    ) -> None:
        self._profiles, self._stop = list(profiles), stop_words
        there = {each.agency_id for each in profiles}
        self._past = [each for each in past if each.agency_id in there]
        self._fields = _Index([terms(_described(each), stop_words) for each in profiles])
        self._asked = _Index([terms(f"{each.title}\n{each.body}", stop_words) for each in self._past])

    def rank(self, title: str, body: str, *, without: UUID | None, limit: int) -> SuggestionsView:
        """The best agencies first; one without any evidence is left out."""
        # The title twice: it says what the question is about.
        wanted = terms(f"{title}\n{title}\n{body}", self._stop)
        by_field = self._by_field(wanted)
        nearest = self._nearest(wanted, without)
        by_past = _share(nearest)
        weight = _SHARE * len(self._past) / (len(self._past) + _HALF)
        total = {
            each: (1 - weight) * by_field.get(each, 0.0) + weight * by_past.get(each, 0.0)
            for each in by_field.keys() | by_past.keys()
        }
        best = sorted(total, key=lambda each: (-total[each], str(each)))[:limit]
        spelt = spelling(f"{title}\n{body}")
        return SuggestionsView(
            suggestions=[
                SuggestionView(
                    agency_id=each,
                    agency_name=self._profile(each).name,
                    score=round(total[each], 3),
                    responsible=round(by_field.get(each, 0.0), 3),
                    past=round(by_past.get(each, 0.0), 3),
                    words=self._why(each, wanted, spelt),
                    questions=[_like(one) for one, _ in nearest if one.agency_id == each][:_SHOWN],
                )
                for each in best
            ],
            learned_from=len(self._past),
        )

    def _by_field(self, wanted: list[str]) -> dict[UUID, float]:
        scores = self._fields.scores(wanted)
        most = max(scores, default=0.0)
        return {
            each.agency_id: score / most
            for each, score in zip(self._profiles, scores, strict=True)
            if score > 0
        }

    def _nearest(self, wanted: list[str], without: UUID | None) -> list[tuple[PastQuestion, float]]:
        scored = zip(self._past, self._asked.scores(wanted), strict=True)
        found = [(one, score) for one, score in scored if score > 0 and one.question_id != without]
        return sorted(found, key=lambda each: -each[1])[:_NEIGHBOURS]

    def _why(self, agency_id: UUID, wanted: list[str], spelt: dict[str, str]) -> list[str]:
        has = set(terms(_described(self._profile(agency_id)), self._stop))
        place = self._place(agency_id)
        weight = {each: self._fields.scores([each])[place] for each in dict.fromkeys(wanted) if each in has}
        best = without_parts(sorted(weight, key=lambda each: -weight[each]))
        return [spelt.get(each, each) for each in best[:_MOST_WORDS]]

    def _place(self, agency_id: UUID) -> int:
        return next(at for at, each in enumerate(self._profiles) if each.agency_id == agency_id)

    def _profile(self, agency_id: UUID) -> AgencyProfile:
        return self._profiles[self._place(agency_id)]


def _described(profile: AgencyProfile) -> str:
    fields = ("\n".join((each.field, *each.keywords)) for each in profile.responsibilities)
    return "\n".join([profile.name, *fields])


def _like(past: PastQuestion) -> LikeThis:
    return LikeThis(question_id=past.question_id, code=past.code, title=past.title)


def _share(nearest: Sequence[tuple[PastQuestion, float]]) -> dict[UUID, float]:
    votes: dict[UUID, float] = {}
    for one, score in nearest:
        votes[one.agency_id] = votes.get(one.agency_id, 0.0) + score
    # A share of all votes: neighbours that disagree say little.
    total = sum(votes.values())
    return {agency_id: vote / total for agency_id, vote in votes.items()}
