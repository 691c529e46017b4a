"""How often the right agency is among the three that are suggested, on a split of the demonstration's season.

The season takes a matter out of the asked agency's own fields, which flatters, and names any place. Matters
that forty communes share cannot be told apart by anybody: what a perfect reader would reach stands in the
note, and the clear questions, whose matter at most three agencies have, are counted for themselves. The floor
is to suggest always the three agencies that were asked most.
"""

from collections import Counter
from collections.abc import Sequence
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
_SEED = Path("deploy/local/seed/identity/agencies.json")


class _Agency(msgspec.Struct):
    code: str
    name: str
    level: str
    fields: list[str]
    keywords: dict[str, list[str]] = {}


class _Seed(msgspec.Struct):
    agencies: list[_Agency]


async def measure() -> list[Figure]:
    """Shares of right suggestions among questions that the model has not seen."""
    agencies = _agencies()
    profiles = [_profile(number, each) for number, each in enumerate(agencies)]
    bare = [msgspec.structs.replace(each, responsibilities=()) for each in profiles]
    planned = season.questions()
    split = int(len(planned) * TRAINED_ON)
    learnt, new = (
        [_question(each, agencies) for each in part] for part in (planned[:split], planned[split:])
    )
    owners = _owners(planned[split:], agencies)
    clear = [each for each, count in zip(new, owners, strict=True) if count <= TOP]
    plain = [msgspec.structs.replace(each, title=fold(each.title), body=fold(each.body)) for each in clear]
    most = {agency for agency, _ in Counter(each.agency_id for each in learnt).most_common(TOP)}
    ceiling = _percent(sum(min(1.0, TOP / count) for count in owners), len(new))
    tried = {
        "all, fields and past": (profiles, learnt, new),
        "all, fields alone": (profiles, [], new),
        "all, past alone": (bare, learnt, new),
        "clear, fields and past": (profiles, learnt, clear),
        "clear, without accents": (profiles, learnt, plain),
    }
    return [
        Figure(
            f"right agency among {TOP}: {name}",
            _accuracy(*given),
            "%",
            _percent(sum(each.agency_id in most for each in given[2]), len(given[2])),
            note=f"{len(given[2])} new of {len(profiles)} agencies; a perfect reader of all: {ceiling:.0f} %",
        )
        for name, given in tried.items()
    ]


def _agencies() -> list[_Agency]:
    found = msgspec.json.decode(_SEED.read_bytes(), type=_Seed).agencies
    return sorted(found, key=lambda each: each.code)


def _owners(planned: Sequence[season.PlannedQuestion], agencies: Sequence[_Agency]) -> list[int]:
    """How many agencies have the matter of each question."""
    has = Counter(field for each in agencies for field in each.fields)
    return [has[_matter(each, agencies)] for each in planned]


def _accuracy(
    profiles: Sequence[AgencyProfile], past: Sequence[PastQuestion], new: Sequence[PastQuestion]
) -> float:
    model = RoutingModel(profiles, past, knowledge().stop_words)
    right = 0
    for each in new:
        found = model.rank(each.title, each.body, without=each.question_id, limit=TOP).suggestions
        right += each.agency_id in {one.agency_id for one in found}
    return _percent(right, len(new))


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
