"""Events of the events service: press events, answers to invitations, press passes and check-ins."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, UtcTime


class PressEventAnnounced(Event, frozen=True, kw_only=True, tag="events.press_event.announced.v1"):
    """A press conference or another press event is announced (NĐ 237/2026/NĐ-CP, article 22)."""

    __aggregate__: ClassVar[str] = "press_event_id"

    press_event_id: UUID
    agency_id: UUID
    title: str
    starts_at: UtcTime
    ends_at: UtcTime
    place: str


class PressEventRescheduled(Event, frozen=True, kw_only=True, tag="events.press_event.rescheduled.v1"):
    """An announced press event has a new time or place; the whole notice as it now reads."""

    __aggregate__: ClassVar[str] = "press_event_id"

    press_event_id: UUID
    agency_id: UUID
    title: str
    starts_at: UtcTime
    ends_at: UtcTime
    place: str


class PressEventCancelled(Event, frozen=True, kw_only=True, tag="events.press_event.cancelled.v1"):
    """An announced press event will not take place; its passes open no door any more."""

    __aggregate__: ClassVar[str] = "press_event_id"

    press_event_id: UUID
    agency_id: UUID
    cancelled_at: UtcTime


class InvitationAnswered(Event, frozen=True, kw_only=True, tag="events.invitation.answered.v1"):
    """A newsroom has accepted or declined its invitation; it may answer again until the reply deadline."""

    __aggregate__: ClassVar[str] = "invitation_id"

    invitation_id: UUID
    press_event_id: UUID
    press_agency_id: UUID
    answer: Literal["accepted", "declined"]
    answered_at: UtcTime


class PassIssued(Event, frozen=True, kw_only=True, tag="events.pass.issued.v1"):
    """A reporter has a press pass for a press event."""

    __aggregate__: ClassVar[str] = "pass_id"

    pass_id: UUID
    press_event_id: UUID
    reporter_id: UUID
    press_agency_id: UUID
    issued_at: UtcTime


class PassRevoked(Event, frozen=True, kw_only=True, tag="events.pass.revoked.v1"):
    """A press pass opens no door any more."""

    __aggregate__: ClassVar[str] = "pass_id"

    pass_id: UUID
    press_event_id: UUID
    reporter_id: UUID
    press_agency_id: UUID
    revoked_at: UtcTime


class PassCheckedIn(Event, frozen=True, kw_only=True, tag="events.pass.checked_in.v1"):
    """The holder of a press pass has entered, once; `checked_in_at` is the scan's own time, also offline."""

    __aggregate__: ClassVar[str] = "pass_id"

    pass_id: UUID
    press_event_id: UUID
    reporter_id: UUID
    press_agency_id: UUID
    gate: str
    checked_in_at: UtcTime
