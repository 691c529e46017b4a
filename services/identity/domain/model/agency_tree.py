"""Which agency stands under which, at every instant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.identity.domain.errors import (
    AgencyHasChildren,
    AgencyNotInForce,
    AncestorOfItself,
    InvalidSuccession,
    UnknownReference,
)
from services.identity.domain.model.agency import Succession
from services.identity.domain.model.validity import BEGINNING, Validity


@dataclass(frozen=True)
class TreePlace:
    """Where an agency stands for a time."""

    agency_id: UUID
    parent_id: UUID | None
    validity: Validity


class AgencyTree:
    """The places of all agencies that are, or will be; rules over several agencies are kept here."""

    def __init__(self, places: Iterable[TreePlace]) -> None:
        self._places = tuple(places)

    def require_place(self, agency_id: UUID, parent_id: UUID | None, since: datetime | None) -> None:
        """From `since` on, for good, the agency may stand under the parent.

        Raises UnknownReference, AgencyNotInForce, or AncestorOfItself for a circle at any instant ahead.
        """
        if parent_id is None:
            return
        start = since or BEGINNING
        if parent_id != agency_id:
            self._require_for_good("parent_id", parent_id, start)
        later = {place.validity.start for place in self._places if place.validity.start > start}
        for instant in (start, *sorted(later)):
            self._require_no_circle(agency_id, parent_id, instant)

    def require_end(self, agency_id: UUID, succession: Succession) -> None:
        """Raises AgencyHasChildren, and UnknownReference or AgencyNotInForce for a successor."""
        at = succession.ended_at
        if any(place.parent_id == agency_id and place.validity.end > at for place in self._places):
            raise AgencyHasChildren
        if any(one.agency_id == agency_id for one in succession.successors):
            raise InvalidSuccession("successors")
        for one in succession.successors:
            self._require("successors", one.agency_id, at)

    def _require_for_good(self, field: str, agency_id: UUID, start: datetime) -> None:
        self._require(field, agency_id, start)
        if not any(place.agency_id == agency_id and place.validity.until is None for place in self._places):
            raise AgencyNotInForce(field)

    def _require(self, field: str, agency_id: UUID, at: datetime) -> None:
        known = [place for place in self._places if place.agency_id == agency_id]
        if not known:
            raise UnknownReference(field, name=field)
        if not any(place.validity.holds(at) for place in known):
            raise AgencyNotInForce(field)

    def _require_no_circle(self, agency_id: UUID, parent_id: UUID, at: datetime) -> None:
        above: UUID | None = parent_id
        seen: set[UUID] = set()
        while above is not None and above not in seen:
            if above == agency_id:
                raise AncestorOfItself("parent_id")
            seen.add(above)
            above = self._parent(above, at)

    def _parent(self, agency_id: UUID, at: datetime) -> UUID | None:
        found = (p for p in self._places if p.agency_id == agency_id and p.validity.holds(at))
        place = next(found, None)
        return None if place is None else place.parent_id


def heirs(
    agency_id: UUID, successions: Mapping[UUID, Succession], at: datetime, field: str | None = None
) -> tuple[UUID, ...]:
    """Who answers at the instant for what the agency answered for, itself if it has not ended.

    With a field that the decision on a split names, only whoever took that field. Successions end in
    strictly rising order, as a successor is in force when its predecessor ends, so there is no circle.
    """
    succession = successions.get(agency_id)
    if succession is None or succession.ended_at > at:
        return (agency_id,)
    named = [one for one in succession.successors if field is not None and field in one.fields]
    found: dict[UUID, None] = {}
    for one in named or succession.successors:
        found.update(dict.fromkeys(heirs(one.agency_id, successions, at, field)))
    return tuple(found)
