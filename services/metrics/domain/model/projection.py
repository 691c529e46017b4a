"""Everything known, by what it is about."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from services.metrics.domain.model.duties import DataRequestFacts, DirectoryEntryFacts
from services.metrics.domain.model.press_events import InvitationFacts, PassFacts, PressEventFacts
from services.metrics.domain.model.questions import QuestionFacts
from services.metrics.domain.model.register import (
    AgencyFacts,
    AgencyState,
    PressAgencyFacts,
    ReporterFacts,
    Succession,
)
from services.metrics.domain.model.releases import ItemFacts, ReleaseFacts, TakeFacts

Facts = (
    QuestionFacts
    | AgencyFacts
    | AgencyState
    | Succession
    | PressAgencyFacts
    | ReporterFacts
    | ReleaseFacts
    | TakeFacts
    | ItemFacts
    | PressEventFacts
    | InvitationFacts
    | PassFacts
    | DirectoryEntryFacts
    | DataRequestFacts
)


class Projection:
    """The fold of a batch, or of a whole history."""

    def __init__(self) -> None:
        # Any: under each class lie facts of that class, which the type of a mapping cannot say.
        self._known: dict[type[Facts], dict[UUID, Any]] = {}

    def absorb(self, facts: Facts) -> None:
        """Merge one event's facts into what is known."""
        same = self._known.setdefault(type(facts), {})
        known = same.get(facts.id)
        same[facts.id] = known.merge(facts) if known is not None else facts

    def of(self, kind: type[Facts]) -> Mapping[UUID, Any]:
        """What is known of one kind, by id."""
        return self._known.get(kind, {})

    def __iter__(self) -> Iterator[Facts]:
        for same in self._known.values():
            yield from same.values()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Projection) and self._known == other._known

    __hash__ = None  # type: ignore[assignment]  # it changes
