"""Events of the identity service: agencies, newsrooms, reporters and spokespersons."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class AgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.agency.registered.v1"):
    """A state agency takes part in the network from now on; its code follows QĐ 20/2020/QĐ-TTg."""

    __aggregate__: ClassVar[str] = "agency_id"

    agency_id: UUID
    code: str
    name: str
    level: str
    parent_id: UUID | None
    fields: tuple[str, ...]


class PressAgencyRegistered(Event, frozen=True, kw_only=True, tag="identity.press_agency.registered.v1"):
    """A press agency takes part in the network from now on; one agency may have several types of press."""

    __aggregate__: ClassVar[str] = "press_agency_id"

    press_agency_id: UUID
    name: str
    types: tuple[str, ...]
    kind: str


class ReporterRegistered(Event, frozen=True, kw_only=True, tag="identity.reporter.registered.v1"):
    """A person has applied to work as a reporter of a press agency; not yet verified."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    registered_at: UtcTime


class ReporterVerified(Event, frozen=True, kw_only=True, tag="identity.reporter.verified.v1"):
    """A department officer has checked the reporter's credential; the reporter may ask from now on."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    verified_at: UtcTime


class AccreditationSuspended(Event, frozen=True, kw_only=True, tag="identity.accreditation.suspended.v1"):
    """The account may do nothing from now on, until restored; every service enforces it within seconds."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    suspended_at: UtcTime


class AccreditationRestored(Event, frozen=True, kw_only=True, tag="identity.accreditation.restored.v1"):
    """A suspension has ended."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    restored_at: UtcTime


class SpokespersonAssigned(Event, frozen=True, kw_only=True, tag="identity.spokesperson.assigned.v1"):
    """A person may speak for the agency from now on (NĐ 244/2026 art. 3); such names are public by law."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    account_id: UUID
    agency_id: UUID
    kind: Literal["HEAD", "STANDING"]
    full_name: str
    position: str
    valid_from: UtcTime
    valid_to: UtcTime | None


class SpokespersonRevoked(Event, frozen=True, kw_only=True, tag="identity.spokesperson.revoked.v1"):
    """A spokesperson's right to speak for the agency has ended early."""

    __aggregate__: ClassVar[str] = "spokesperson_id"

    spokesperson_id: UUID
    account_id: UUID
    agency_id: UUID
    revoked_at: UtcTime
