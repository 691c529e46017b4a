"""Events about press agencies."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class PressAgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.press_agency.registered.v1"):
    """A press agency takes part in the network from now on; one agency may have several types of press."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    name: str
    types: tuple[str, ...]
    kind: str
    governing_body: str | None = None
    purpose: str | None = None
    domains: tuple[str, ...] = ()
    licence_valid_to: date | None = None


class PressAgencyRevised(Event, frozen=True, kw_only=True, tag="identity.press_agency.revised.v1"):
    """What the register says of a press agency has changed; the whole of it as it is from now on."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    name: str
    types: tuple[str, ...]
    kind: str
    governing_body: str | None
    purpose: str | None
    domains: tuple[str, ...]
    licence_valid_to: date | None
    revised_at: UtcTime


class PressAgencyExpiring(Event, frozen=True, kw_only=True, tag="identity.press_agency.expiring.v1"):
    """The licence ends soon and is not renewed yet; a warning that changes nothing."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    licence_valid_to: date
    warned_at: UtcTime


class PressAgencyExpired(Event, frozen=True, kw_only=True, tag="identity.press_agency.expired.v1"):
    """The licence has ended: the newsroom can vouch for nobody and take nobody on until it is renewed."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    licence_valid_to: date
    expired_at: UtcTime


class PressAgencyRenewed(Event, frozen=True, kw_only=True, tag="identity.press_agency.renewed.v1"):
    """The licence goes on until a later day."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    licence_valid_to: date
    renewed_at: UtcTime
