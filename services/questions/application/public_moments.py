"""The public timeline: when what happened, as far as it led to what is public."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from services.questions.application.public_record import Happening, Moment, PublicVersion
from services.questions.application.public_sources import PublicSources
from services.questions.domain.answer import Answer
from services.questions.domain.history import (
    Extended,
    ExtensionReversed,
    Fact,
    Paused,
    Published,
    Reopened,
    Resumed,
)
from services.questions.domain.terms import PauseReason
from services.questions.domain.workflow import Act


def rounds_published(sources: PublicSources) -> dict[int, datetime]:
    """Each round that became public, with the instant; a part split off has the facts of its parent too.

    One kept for the asker's newsroom counts from the end of its window; reopened before, it never was public.
    """
    question, reopened = sources.question, sum(isinstance(fact, Reopened) for fact in sources.facts)
    ended = {act.round: act.at for act in sources.acts if act.act == Act.END_EXCLUSIVITY}
    number, found = question["round"] - reopened, dict[int, datetime]()
    for fact in sources.facts:
        if isinstance(fact, Reopened):
            number += 1
        elif isinstance(fact, Published) and number > 0 and (fact.until is None or number in ended):
            # What is on file from before windows were kept with the fact has the end of the window alone.
            found[number] = fact.until or ended.get(number, fact.at)
    if not found and question["published_at"] is not None:
        # Published before facts were kept.
        found[question["published_round"] or 1] = question["published_at"]
    return found


def moments(
    sources: PublicSources,
    published: Mapping[int, datetime],
    versions: Sequence[PublicVersion],
    given: Sequence[Answer],
) -> tuple[Moment, ...]:
    """In the order of time; what goes on in confidence after the last publication is left out."""
    last = max(published.values())
    found = [Moment(kind=Happening.SUBMITTED, at=sources.question["submitted_at"])]
    found += [
        Moment(kind=Happening.ROUTED, at=hop.at, agency_name=sources.names.get(hop.agency_id))
        for hop in sources.hops
    ]
    found += _of_the_clock(sources.facts)
    found = [moment for moment in found if moment.at <= last]
    answered = dict.fromkeys((one.round, one.answered_at) for one in given)
    found += [Moment(kind=Happening.ANSWERED, at=at) for _, at in answered]
    found += [Moment(kind=Happening.PUBLISHED, at=at) for at in published.values()]
    found += [Moment(kind=Happening.CORRECTED, at=one.at) for one in versions if one.reason is not None]
    return tuple(sorted(found, key=lambda moment: moment.at))


def _of_the_clock(facts: Sequence[Fact]) -> list[Moment]:
    found: list[Moment] = []
    reversed_ = {fact.extension_id for fact in facts if isinstance(fact, ExtensionReversed)}
    unclear = False
    for fact in facts:
        match fact:
            case Paused(reason=PauseReason.CLARIFICATION):
                found.append(Moment(kind=Happening.CLARIFICATION_REQUESTED, at=fact.at))
                unclear = True
            case Resumed() if unclear:
                found.append(Moment(kind=Happening.CLARIFIED, at=fact.at))
                unclear = False
            case Extended() if fact.extension_id not in reversed_:
                found.append(Moment(kind=Happening.EXTENDED, at=fact.at, until=fact.until))
            case Reopened():
                found.append(Moment(kind=Happening.REOPENED, at=fact.at))
    return found
