"""Events about press agencies."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event


class PressAgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.press_agency.registered.v1"):
    """A press agency takes part in the network from now on; one agency may have several types of press."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    name: str
    types: tuple[str, ...]
    kind: str
