"""How often the right agency is among the three that are suggested, in seasons that nothing was tuned on.

The numbers of the model (`adapters/desk/routing_model.py`) were chosen while looking at the last 30 % of the
demonstration's season. So that season is shown as what it is, and what counts are other seasons, drawn by the
same plan from seeds of their own, with the numbers as they are: in each the model learns from the first 70 %
in time and is asked about the rest. They hold out questions, askers, agencies and matters as drawn; the
wordings and the agencies' own fields are the same everywhere, which flatters, and any place is named.

Matters that forty communes share cannot be told apart by anybody: what a perfect reader would reach stands in
the note, and the clear questions, whose matter at most three agencies have, are counted for themselves. The
floor is to suggest always the three agencies that were asked most.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from bench.figure import Figure
from deploy.pilot import season
from services.questions.adapters.desk.routing_model import RoutingModel
from services.questions.adapters.desk.vietnamese import knowledge
from services.questions.application.desk.ports import AgencyProfile, PastQuestion
from shared.contracts.identity import Responsibility
from shared.text import fold

TOP, TRAINED_ON = 3, 0.7
TUNED_ON = 46
"""The demonstration's season."""
HELD_OUT = range(2001, 2013)
"""Fixed with this file, before anything was measured on them; never choose a number of the model by them."""
_SEED = Path("deploy/local/seed/identity/agencies.json")


_Given = tuple[Sequence[AgencyProfile], Sequence[PastQuestion], Sequence[PastQuestion]]


class _Agency(msgspec.Struct):
    code: str
    name: str
    level: str
    fields: list[str]
    keywords: dict[str, list[str]] = {}


class _Seed(msgspec.Struct):
    agencies: list[_Agency]


@dataclass(frozen=True)
class _Split:
    """A season: what the model may learn from, and what it has not seen; `owners` of each new question."""

    learnt: list[PastQuestion]
    new: list[PastQuestion]
    owners: list[int]

    @property
    def clear(self) -> list[PastQuestion]:
        """Those that can be told apart."""
        return [each for each, count in zip(self.new, self.owners, strict=True) if count <= TOP]

    @property
    def plain(self) -> list[PastQuestion]:
        """The clear ones as somebody types who uses no accents."""
        return [
            msgspec.structs.replace(each, title=fold(each.title), body=fold(each.body)) for each in self.clear
        ]


async def measure() -> list[Figure]:
    """Shares of right suggestions: held out first, then on the season that the model was tuned on."""
    agencies = _agencies()
    profiles = [_profile(number, each) for number, each in enumerate(agencies)]
    held_out = [_split(seed, agencies) for seed in HELD_OUT]
    tuned_on = [_split(TUNED_ON, agencies)]
    return [
        *_figures(f"held out, {len(held_out)} seasons", profiles, held_out),
        *_figures("tuned on", profiles, tuned_on),
    ]


def _figures(name: str, profiles: Sequence[AgencyProfile], splits: Sequence[_Split]) -> list[Figure]:
    bare = [msgspec.structs.replace(each, responsibilities=()) for each in profiles]
    tried: dict[str, list[_Given]] = {
        "all, fields and past": [(profiles, one.learnt, one.new) for one in splits],
        "all, fields alone": [(profiles, [], one.new) for one in splits],
        "all, past alone": [(bare, one.learnt, one.new) for one in splits],
        "clear, fields and past": [(profiles, one.learnt, one.clear) for one in splits],
        "clear, without accents": [(profiles, one.learnt, one.plain) for one in splits],
    }
    owners = [count for one in splits for count in one.owners]
    ceiling = _percent(sum(min(1.0, TOP / count) for count in owners), len(owners))
    of_whom = f"of {len(profiles)} agencies; a perfect reader of all: {ceiling:.0f} %"
    return [
        Figure(
            f"right agency among {TOP}, {name}: {kind}",
            _share([_right(*each) for each in given], given),
            "%",
            _share([_most_asked(one, each[2]) for one, each in zip(splits, given, strict=True)], given),
            note=f"{sum(len(each[2]) for each in given)} new {of_whom}",
        )
        for kind, given in tried.items()
    ]


def _split(seed: int, agencies: Sequence[_Agency]) -> _Split:
    """In time: what came later is not known yet."""
    planned = season.questions(seed)
    at = int(len(planned) * TRAINED_ON)
    learnt, new = ([_question(each, agencies) for each in part] for part in (planned[:at], planned[at:]))
    return _Split(learnt, new, _owners(planned[at:], agencies))


def _most_asked(split: _Split, new: Sequence[PastQuestion]) -> int:
    most = {agency for agency, _ in Counter(each.agency_id for each in split.learnt).most_common(TOP)}
    return sum(each.agency_id in most for each in new)


def _share(right: Sequence[int], given: Sequence[_Given]) -> float:
    return _percent(sum(right), sum(len(each[2]) for each in given))


def _agencies() -> list[_Agency]:
    found = msgspec.json.decode(_SEED.read_bytes(), type=_Seed).agencies
    return sorted(found, key=lambda each: each.code)


def _owners(planned: Sequence[season.PlannedQuestion], agencies: Sequence[_Agency]) -> list[int]:
    """How many agencies have the matter of each question."""
    has = Counter(field for each in agencies for field in each.fields)
    return [has[_matter(each, agencies)] for each in planned]


def _right(
    profiles: Sequence[AgencyProfile], past: Sequence[PastQuestion], new: Sequence[PastQuestion]
) -> int:
    model = RoutingModel(profiles, past, knowledge().stop_words)
    right = 0
    for each in new:
        found = model.rank(each.title, each.body, without=each.question_id, limit=TOP).suggestions
        right += each.agency_id in {one.agency_id for one in found}
    return right


def _percent(part: float, whole: int) -> float:
    return 100 * part / whole


def _profile(number: int, agency: _Agency) -> AgencyProfile:
    known = tuple(
        Responsibility(field=field, keywords=tuple(agency.keywords.get(field, ()))) for field in agency.fields
    )
    return AgencyProfile(
        agency_id=UUID(int=number), name=agency.name, level=agency.level, responsibilities=known
    )


def _question(planned: season.PlannedQuestion, agencies: Sequence[_Agency]) -> PastQuestion:
    title, body = planned.text(_matter(planned, agencies))
    return PastQuestion(
        question_id=UUID(int=10_000 + planned.number),
        code=f"Q-{planned.number}",
        title=title,
        body=body,
        agency_id=UUID(int=planned.agency),
    )


def _matter(planned: season.PlannedQuestion, agencies: Sequence[_Agency]) -> str:
    fields = agencies[planned.agency].fields
    return fields[planned.number % len(fields)]
