"""Events about reporters and their accreditation."""

from datetime import date
from typing import ClassVar, Literal
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


DisabledFor = Literal["CREDENTIAL_EXPIRED", "VOUCHING_MISSED", "LEFT_NEWSROOM", "REFUSED"]
"""Why an accreditation is switched off, other than by a suspension."""


class ReporterVouched(Event, frozen=True, kw_only=True, tag="identity.reporter.vouched.v1"):
    """The newsroom has confirmed for a quarter that the reporter works for it."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    vouched_until: date
    vouched_at: UtcTime


class ReporterWarned(Event, frozen=True, kw_only=True, tag="identity.reporter.warned.v1"):
    """Something that the accreditation needs ends on a day near by; a warning that changes nothing."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    cause: Literal["CREDENTIAL_EXPIRES", "VOUCHING_DUE"]
    due_on: date
    warned_at: UtcTime


class CredentialHandedIn(Event, frozen=True, kw_only=True, tag="identity.credential.handed_in.v1"):
    """A new press card or letter waits for the department; until it decides, nothing else changes."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    handed_in_at: UtcTime


class CredentialExpired(Event, frozen=True, kw_only=True, tag="identity.credential.expired.v1"):
    """The press card or letter of introduction counts no longer; the reporter is disabled with it."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    expired_on: date
    expired_at: UtcTime


class ReporterMoved(Event, frozen=True, kw_only=True, tag="identity.reporter.moved.v1"):
    """The person has gone to another newsroom: nothing of the old check counts until the new one is made."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    previous_press_agency_id: UUID
    moved_at: UtcTime


class ReporterDisabled(Event, frozen=True, kw_only=True, tag="identity.reporter.disabled.v1"):
    """The accreditation is switched off: it stands as decided, but gives no role until enabled again."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    reason: DisabledFor
    disabled_at: UtcTime


class ReporterEnabled(Event, frozen=True, kw_only=True, tag="identity.reporter.enabled.v1"):
    """What the accreditation was switched off for is over; `active` unless it waits for a check besides."""

    __aggregate__: ClassVar[str] = "reporter_id"

    reporter_id: UUID
    account_id: UUID
    press_agency_id: UUID
    active: bool
    enabled_at: UtcTime
