"""What each event says to this service; an event that is not here says nothing to it."""

from services.metrics.application.facts import duties, press_events, questions, register, releases
from services.metrics.application.facts.saying import Sayings
from services.metrics.domain.model.projection import Facts
from shared.contracts.event import Event

_SAYS: Sayings = {**register.SAYS, **questions.SAYS, **releases.SAYS, **press_events.SAYS, **duties.SAYS}

CONSUMED: tuple[type[Event], ...] = tuple(_SAYS)
"""Every event that changes a projection."""


def facts_of(event: Event) -> tuple[Facts, ...]:
    """What the event says; raises KeyError for a type that is not in CONSUMED."""
    said = _SAYS[type(event)](event)
    return said if isinstance(said, tuple) else (said,)
