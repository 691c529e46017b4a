"""The tables of the events service, and its changing aggregates mapped on to them; importing does it."""

from sqlalchemy.orm import registry

from services.events.adapters.orm.tables import (
    METADATA,
    agencies,
    ended_agencies,
    invitations,
    pass_acts,
    passes,
    press_agencies,
    press_events,
    reporters,
    scans,
)
from services.events.domain.model import Invitation, PressEvent

_mapper = registry(metadata=METADATA)
_mapper.map_imperatively(PressEvent, press_events)
_mapper.map_imperatively(Invitation, invitations)

__all__ = [
    "METADATA",
    "agencies",
    "ended_agencies",
    "invitations",
    "pass_acts",
    "passes",
    "press_agencies",
    "press_events",
    "reporters",
    "scans",
]
