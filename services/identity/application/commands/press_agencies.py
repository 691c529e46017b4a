"""Commands about press agencies."""

from datetime import date
from uuid import UUID

import msgspec

from services.identity.application.commands.actor import Actor
from services.identity.domain.model import Notice, PressDetails, PressKind, PressProfile, PressType


class RegisterPressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a press agency in the register."""

    press_agency_id: UUID
    name: str
    types: frozenset[PressType]
    kind: PressKind
    details: PressDetails = PressDetails()


class RevisePressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Correct what the register says; the licence's last day is only changed by a renewal."""

    press_agency_id: UUID
    actor: Actor
    profile: PressProfile
    expected_version: int


class RenewPressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """The licence goes on."""

    press_agency_id: UUID
    actor: Actor
    valid_to: date
    reason: str
    expected_version: int


class ApplyAsPressAgency(msgspec.Struct, frozen=True, kw_only=True):
    """Ask that one's newsroom be entered in the register."""

    application_id: UUID
    actor: Actor
    profile: PressProfile


class DecidePressApplication(msgspec.Struct, frozen=True, kw_only=True):
    """Grant or refuse it; a granted newsroom gets `press_agency_id`."""

    application_id: UUID
    press_agency_id: UUID
    actor: Actor
    granted: bool
    reason: str
    expected_version: int


class OpenOffice(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a representative office in the province."""

    office_id: UUID
    press_agency_id: UUID
    province_code: str
    actor: Actor
    address: str
    head: str
    notice: Notice


class PostResident(msgspec.Struct, frozen=True, kw_only=True):
    """Enter a resident reporter in the province."""

    resident_id: UUID
    press_agency_id: UUID
    province_code: str
    actor: Actor
    reporter_id: UUID
    independent: bool
    notice: Notice


class EndPresence(msgspec.Struct, frozen=True, kw_only=True):
    """An office closes, or a resident reporter leaves; which of them is the handler's name."""

    presence_id: UUID
    press_agency_id: UUID
    actor: Actor


class ImportPressAgencies(msgspec.Struct, frozen=True, kw_only=True):
    """Enter what a cleaned file says; `dry_run` only says what would happen."""

    profiles: tuple[tuple[int, PressProfile], ...]
    actor: Actor
    dry_run: bool
