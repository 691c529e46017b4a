"""Events about reporters and their accreditation."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event, UtcTime


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
